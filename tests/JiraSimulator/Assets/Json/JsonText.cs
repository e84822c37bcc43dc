using System.Text.Encodings.Web;
using System.Text.Json;

namespace JiraSimulator.Assets.Json;

internal static class JsonText
{
    /// <summary>Unicode travels as itself.</summary>
    public static JsonWriterOptions Options { get; } =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
}
