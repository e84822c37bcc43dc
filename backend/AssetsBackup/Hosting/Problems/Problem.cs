namespace AssetsBackup.Hosting.Problems;

/// <summary>A failure that somebody foresaw, as the person in front of the screen reads it.</summary>
/// <param name="Code">Stable name that programs and screens decide by, such as <c>token-expired</c>.</param>
/// <param name="Status">HTTP status. 401 is for a bad token alone.</param>
/// <param name="Title">What happened, in one sentence.</param>
/// <param name="Detail">Whose fault it is likely to be and what to do.</param>
/// <param name="Fields">Message by form field, in the field's JSON name.</param>
internal sealed record Problem(
    string Code,
    int Status,
    string Title,
    string Detail,
    IReadOnlyDictionary<string, string>? Fields = null
)
{
    /// <summary>The same failure told at one form field.</summary>
    public Problem At(string field) =>
        this with
        {
            Fields = new Dictionary<string, string> { [field] = Title },
        };
}

/// <summary>Carries a foreseen failure to the edge that answers or prints it.</summary>
internal sealed class ProblemException(Problem problem, Exception? inner = null)
    : Exception(problem.Title, inner)
{
    public Problem Problem { get; } = problem;
}
