using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AssetsBackup.Features.Notifications.Delivery;

/// <summary>What is posted to webhooks: JSON for programs, or Slack's text; and how the former is signed (docs/operations.md).</summary>
internal static class WebhookBody
{
    private const string SecretStart = "whsec_";
    private const int SecretBytes = 32;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string OfProgram(Message message) =>
        JsonSerializer.Serialize(
            new
            {
                type = message.Type,
                timestamp = message.At.UtcDateTime,
                data = message.Content,
            },
            Json
        );

    /// <summary>Slack reads these three characters as its own marks.</summary>
    public static string OfSlack(Message message) =>
        JsonSerializer.Serialize(
            new { text = $"*{Escape(message.Content.Title)}*\n{Escape(message.InWords())}" },
            Json
        );

    public static string NewSecret() =>
        SecretStart + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>As Standard Webhooks has it: what was sent when, under which id, by somebody who has the secret.</summary>
    /// <param name="secret">As <see cref="NewSecret"/> made it.</param>
    /// <param name="timestamp">Seconds since 1970, of this attempt.</param>
    public static string Sign(string secret, string id, long timestamp, string body) =>
        "v1,"
        + Convert.ToBase64String(
            HMACSHA256.HashData(
                Convert.FromBase64String(secret[SecretStart.Length..]),
                Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}")
            )
        );

    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);
}
