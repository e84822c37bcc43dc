using System.CommandLine;

namespace AssetsBackup.CommandLine;

/// <summary>An option that wants one of a few words.</summary>
internal static class Choice
{
    /// <param name="name">The option, such as <c>--format</c>.</param>
    /// <param name="description">What the words mean.</param>
    /// <param name="isRequired">Whether it has to be given.</param>
    public static Option<T> Of<T>(string name, string description, bool isRequired = false)
        where T : struct, Enum =>
        new(name)
        {
            Description = description,
            Required = isRequired,
            CustomParser = result =>
            {
                foreach (var choice in Enum.GetValues<T>())
                    if (
                        result.Tokens is [var word]
                        && word.Value.Equals($"{choice}", StringComparison.OrdinalIgnoreCase)
                    )
                        return choice;
                result.AddError(
                    $"{name} wants one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}"
                );
                return default;
            },
        };
}
