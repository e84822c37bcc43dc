using System.Text.Json;
using JiraSimulator.Assets;
using JiraSimulator.Assets.Json;
using JiraSimulator.Worlds;

namespace JiraSimulator.Hosting;

/// <summary>Keeps every JSON answer of the Assets API and of named platform calls, to be held against the published documents by Schemas/check-answers.mjs.</summary>
internal sealed class AnswerRecorder
{
    private readonly Lock gate = new();
    private readonly string? folder;

    public AnswerRecorder(SimulatorOptions options)
    {
        folder = options.RecordAnswersTo;
        if (folder is not null)
            Directory.CreateDirectory(folder);
    }

    public void Record(
        string operation,
        Answer answer,
        ReadOnlyMemory<byte> body,
        Switches switches
    )
    {
        if (answer.Json is not null)
            Append(operation, answer.Status, body, switches, isPlatform: false);
    }

    public void RecordPlatform(string operation, int status, object body, Switches switches)
    {
        if (folder is null)
            return;
        var json = JsonSerializer.SerializeToUtf8Bytes(body, JsonSerializerOptions.Web);
        Append(operation, status, json, switches, isPlatform: true);
    }

    private void Append(
        string operation,
        int status,
        ReadOnlyMemory<byte> body,
        Switches switches,
        bool isPlatform
    )
    {
        if (folder is null)
            return;
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line, JsonText.Options))
        {
            json.WriteStartObject();
            json.WriteString("operation", operation);
            json.WriteBoolean("platform", isPlatform);
            json.WriteNumber("status", status);
            json.WriteBoolean("breaksSchema", switches.BreakSchema);
            json.WritePropertyName("switches");
            switches.ToJson().WriteTo(json);
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
}
