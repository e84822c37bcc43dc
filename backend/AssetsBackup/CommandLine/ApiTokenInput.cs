using AssetsBackup.Hosting.Problems;

namespace AssetsBackup.CommandLine;

/// <summary>Takes the API token from the environment or standard input, never from an argument that others can see.</summary>
internal static class ApiTokenInput
{
    public const string Variable = "ASSETSBACKUP_API_TOKEN";

    /// <exception cref="ProblemException">api-token-missing</exception>
    public static async Task<string> ReadAsync(Printer print, CancellationToken cancellationToken)
    {
        var token = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrWhiteSpace(token))
        {
            if (!Console.IsInputRedirected)
                print.Progress.Profile.Out.Writer.Write("API token: ");
            token = await Console.In.ReadLineAsync(cancellationToken);
        }
        return string.IsNullOrWhiteSpace(token)
            ? throw new ProblemException(
                new Problem(
                    "api-token-missing",
                    StatusCodes.Status400BadRequest,
                    "No API token was given",
                    $"Pipe it to standard input or set {Variable}. Make one at https://id.atlassian.com/manage-profile/security/api-tokens."
                )
            )
            : token.Trim();
    }
}
