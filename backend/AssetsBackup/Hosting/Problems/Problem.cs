namespace AssetsBackup.Hosting.Problems;

/// <summary>A failure that has a name: what every door answers, and what the command line prints.</summary>
/// <param name="Code">Stable, in kebab case; the catalogue lists them all.</param>
/// <param name="Title">What happened, in one sentence.</param>
/// <param name="Detail">What was not lost, and what to do next.</param>
/// <param name="Fields">The message for each wrong field, by its name in camel case.</param>
public sealed record Problem(
    string Code,
    int Status,
    string Title,
    string Detail,
    IReadOnlyDictionary<string, string>? Fields = null
);
