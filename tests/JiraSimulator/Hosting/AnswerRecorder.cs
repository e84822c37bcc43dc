using System.Text.Json;
using JiraSimulator.Assets;
using JiraSimulator.Assets.Json;
using JiraSimulator.Worlds;

namespace JiraSimulator.Hosting;

/// <summary>
/// Keeps JSON answers of the Assets API and of named platform calls, to be held against the published documents by
/// Schemas/check-answers.mjs. Of pages full of objects only some: the first of each call and set of switches, and one in so many.
/// </summary>
internal sealed class AnswerRecorder
{
    // In bytes.
    private const int FullPage = 64 * 1024;
    private const int AllOfThose = 10;
    private const int OneIn = 20;

    private readonly Lock gate = new();
    private readonly Dictionary<(string Operation, int Status, string Switches), int> made = [];
    private readonly string? folder;

    public AnswerRecorder(SimulatorOptions options)
    {
        folder = options.RecordAnswersTo;
        if (folder is not null)
            Directory.CreateDirectory(folder);
    }

    public void Record(string operation, Answer answer, ReadOnlyMemory<byte> body, World world)
    {
        if (answer.Json is not null)
        {
            var face = world.Site.IsDataCenter ? Face.DataCenter : Face.Assets;
            Append(operation, answer.Status, body, world.Switches, face);
        }
    }

    public void RecordPlatform(string operation, int status, object body, Switches switches)
    {
        if (folder is null)
            return;
        var json = JsonSerializer.SerializeToUtf8Bytes(body, JsonSerializerOptions.Web);
        Append(operation, status, json, switches, Face.Platform);
    }

    private void Append(
        string operation,
        int status,
        ReadOnlyMemory<byte> body,
        Switches switches,
        Face face
    )
    {
        if (folder is null)
            return;
        var switchesJson = switches.ToJson().ToJsonString();
        if (body.Length >= FullPage && !IsKept((operation, status, switchesJson)))
            return;
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line, JsonText.Options))
        {
            json.WriteStartObject();
            json.WriteString("operation", operation);
            json.WriteBoolean("platform", face == Face.Platform);
            json.WriteBoolean("dataCenter", face == Face.DataCenter);
            json.WriteNumber("status", status);
            json.WriteBoolean("breaksSchema", switches.BreakSchema);
            json.WritePropertyName("switches");
            json.WriteRawValue(switchesJson, skipInputValidation: true);
            json.WritePropertyName("body");
            json.WriteRawValue(body.Span, skipInputValidation: true);
            json.WriteEndObject();
        }
        line.WriteByte((byte)'\n');
        lock (gate)
        {
            // Several simulators of one test run may share the folder.
            using var file = new FileStream(
                Path.Combine(folder, $"{operation}.{Environment.ProcessId}.{GetHashCode()}.ndjson"),
                FileMode.Append
            );
            line.WriteTo(file);
        }
    }

    private bool IsKept((string, int, string) kind)
    {
        lock (gate)
        {
            var number = made[kind] = made.GetValueOrDefault(kind) + 1;
            return number <= AllOfThose || number % OneIn == 0;
        }
    }

    /// <summary>Which published document an answer is held against.</summary>
    private enum Face
    {
        Assets,
        DataCenter,
        Platform,
    }
}
