using AssetsBackup.Hosting.Problems;

namespace AssetsBackup.CommandLine;

internal static class ApiTokenInput
{
    public const string Variable = "ASSETSBACKUP_API_TOKEN";

    private static readonly SecretInput Input = new(
        Variable,
        "API token",
        new Problem(
            "api-token-missing",
            StatusCodes.Status400BadRequest,
            "No API token was given",
            $"Pipe it to standard input or set {Variable}. Make one at https://id.atlassian.com/manage-profile/security/api-tokens."
        )
    );

    /// <exception cref="ProblemException">api-token-missing</exception>
    public static Task<string> ReadAsync(Printer print, CancellationToken cancellationToken) =>
        Input.ReadAsync(print, cancellationToken);
}
