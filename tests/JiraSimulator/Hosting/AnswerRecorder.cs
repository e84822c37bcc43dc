using System.Text.Json;
using JiraSimulator.Assets;
using JiraSimulator.Assets.Json;
using JiraSimulator.Worlds;

namespace JiraSimulator.Hosting;

/// <summary>Keeps every JSON answer of the Assets API, to be held against the published document by Schemas/check-answers.mjs.</summary>
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
        if (folder is null || answer.Json is null)
            return;
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line, JsonText.Options))
        {
            json.WriteStartObject();
            json.WriteString("operation", operation);
            json.WriteNumber("status", answer.Status);
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
