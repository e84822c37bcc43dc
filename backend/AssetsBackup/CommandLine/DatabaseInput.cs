using System.CommandLine;
using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Hosting.Problems;

namespace AssetsBackup.CommandLine;

/// <summary>What signs in to a database of the customer's own: the connection string as a secret, its authorities as a file.</summary>
internal static class DatabaseInput
{
    public const string Variable = "ASSETSBACKUP_DATABASE";

    private static readonly SecretInput Input = new(
        Variable,
        "Connection string",
        new Problem(
            "connection-string-missing",
            StatusCodes.Status400BadRequest,
            "No connection string was given",
            $"Pipe it to standard input or set {Variable}: mongodb://user:password@host:port/database"
        )
    );

    /// <summary>The option that names the file; each verb has its own.</summary>
    public static Option<string?> Authorities() =>
        new("--authorities")
        {
            Description =
                "File with the certificate authorities of the database's servers, as PEM; those that this machine trusts when left out",
        };

    /// <exception cref="ProblemException">connection-string-missing, authorities-file</exception>
    public static async Task<DatabaseAccess> ReadAsync(
        Printer print,
        string? authorities,
        CancellationToken cancellationToken
    )
    {
        var pem = authorities is null ? null : await FileAsync(authorities, cancellationToken);
        return new DatabaseAccess(await Input.ReadAsync(print, cancellationToken), pem);
    }

    private static async Task<string> FileAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(path, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(
                new Problem(
                    "authorities-file",
                    StatusCodes.Status400BadRequest,
                    $"The file {path} cannot be read",
                    "Nothing was changed. Check its path and who may read it."
                )
            );
        }
    }
}
