using System.Globalization;

namespace VaultBench;

/// <summary>
/// What a command found out, by name. A process prints it as JSON by itself: a serializer would take part of the time that
/// is measured.
/// </summary>
internal sealed class Figures : Dictionary<string, double>
{
    internal Figures()
        : base(StringComparer.Ordinal) { }

    internal string ToJson() =>
        $"{{{string.Join(',', this.Select(figure => string.Create(CultureInfo.InvariantCulture, $"\"{figure.Key}\":{figure.Value:R}")))}}}";
}
