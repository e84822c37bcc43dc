namespace AssetsBackup.Hosting.Problems;

internal static class ConfigurationProblems
{
    /// <param name="title">Names the key and what it is.</param>
    /// <param name="detail">What it has to be.</param>
    public static ProblemException NotValid(string title, string detail) =>
        new(new Problem("configuration-not-valid", StatusCodes.Status400BadRequest, title, detail));
}
