using JiraSimulator.Assets.Json;

namespace JiraSimulator.Assets;

/// <summary>What a handler answers. JSON is written while the world is still locked, so that it shows one moment.</summary>
internal sealed record Answer(
    int Status,
    Action<Wire>? Json = null,
    string? ContentType = null,
    byte[]? Bytes = null,
    string? Location = null
)
{
    public static Answer Ok(Action<Wire> json) => new(200, json);

    public static Answer Created(Action<Wire> json) => new(201, json);

    /// <summary>200 and no body, as deletes answer.</summary>
    public static Answer Empty { get; } = new(200);

    public static Answer Image(byte[] png) => new(200, ContentType: "image/png", Bytes: png);

    public static Answer Redirect(string location) => new(302, Location: location);

    public static Answer Html(int status, string html) =>
        new(
            status,
            ContentType: "text/html;charset=UTF-8",
            Bytes: System.Text.Encoding.UTF8.GetBytes(html)
        );

    public static Answer Of(Refusal refusal) =>
        new(
            refusal.Status,
            wire =>
            {
                wire.Json.WriteStartObject();
                wire.Json.WritePropertyName("errorMessages");
                wire.Array(refusal.Messages, wire.Json.WriteStringValue);
                wire.Json.WriteStartObject("errors");
                foreach (var (field, message) in refusal.Errors)
                    wire.Json.WriteString(field, message);
                wire.Json.WriteEndObject();
                wire.Json.WriteEndObject();
            }
        );

    /// <summary>One of the gateway's own bodies, which are not the envelope (contract §1.5).</summary>
    public static Answer Raw(int status, string json) =>
        new(
            status,
            ContentType: "application/json",
            Bytes: System.Text.Encoding.UTF8.GetBytes(json)
        );
}
