using AssetsBackup.Hosting.Problems;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Connections.Storage;

/// <summary>What may be wrong with a customer's own database, each told apart.</summary>
internal static class StorageProblems
{
    private const string Field = "connectionString";
    private const string AuthoritiesField = "authoritiesPem";
    private const string NothingStored = "Nothing was stored.";

    public static ProblemException ConnectionString(MongoConnectionStringException e) =>
        e.IsOfAuthorities
            ? Wrong(
                e.Code,
                "The certificates are not taken",
                $"{NothingStored} {e.Message}",
                e.Message,
                AuthoritiesField
            )
            : Wrong(
                e.Code,
                "The connection string is not taken",
                $"{NothingStored} {e.Message}",
                e.Message
            );

    public static ProblemException AddressRefused(string reason) =>
        Wrong(
            "database-address-refused",
            "A server of this database may not be called",
            reason,
            "One of the servers, or one that they name, may not be called."
        );

    public static ProblemException NameNotFound() =>
        Wrong(
            "database-name-not-found",
            "The database's servers do not exist",
            $"{NothingStored} Check the server names in the connection string.",
            "No server of this name exists."
        );

    /// <param name="outgoing">Our outgoing addresses, as the operator configured them.</param>
    public static ProblemException NoAnswer(IReadOnlyList<string> outgoing) =>
        Wrong(
            "database-no-answer",
            "The database does not answer",
            outgoing.Count == 0
                ? "Most often its firewall does not let us in: ask the operator of this app for its outgoing addresses, and allow them there."
                : $"Most often its firewall does not let us in: allow these addresses there: {string.Join(", ", outgoing)}.",
            "No server answers at this address and port."
        );

    public static ProblemException TlsFailed() =>
        Wrong(
            "database-tls",
            "No secure connection to the database",
            $"{NothingStored} The server does not speak TLS, or its certificate is not trusted, is out of date or is for another name. If your own authority signed it, give that authority's certificate beside the connection string; for Amazon DocumentDB that is Amazon's bundle.",
            "The server's certificate is not accepted."
        );

    public static ProblemException SignInFailed() =>
        Wrong(
            "database-sign-in",
            "The database did not accept the user name and password",
            $"{NothingStored} Check both. If the user is kept in another database, add authSource=admin to the connection string.",
            "User name or password are not accepted."
        );

    public static ProblemException NotAllowed(string step) =>
        Wrong(
            "database-rights",
            $"The database user may not {step}",
            "Give it the role readWrite on this database.",
            $"This user has no right to {step}."
        );

    public static ProblemException VersionTooOld() =>
        Wrong(
            "database-version",
            "The database server is too old",
            $"{NothingStored} AssetsBackup needs the API of MongoDB 4.2 or later. In Azure Cosmos DB the version can be raised in the account's features.",
            "This server is too old."
        );

    public static ProblemException NotMongo() =>
        Wrong(
            "wrong-api",
            "What answers there is no MongoDB",
            $"{NothingStored} An Azure Cosmos DB account must have the API for MongoDB, not the one for NoSQL; check the port too.",
            "The server does not speak MongoDB's protocol."
        );

    public static ProblemException NotKept() =>
        Wrong(
            "database-not-kept",
            "The database does not keep what is written",
            $"{NothingStored} What was written could not be read back. Check that nothing deletes documents by itself.",
            "What was written could not be read back."
        );

    public static ProblemException StepFailed(string step, string reason) =>
        Wrong(
            "database-step-failed",
            $"The test could not {step}",
            $"{reason}. Try again in a minute.",
            $"The test could not {step}."
        );

    public static ProblemException ForeignVault() =>
        Wrong(
            "database-foreign-vault",
            "The database holds backups that this site's key does not open",
            $"{NothingStored} They were made by another server, or are damaged. Choose another database: its name comes after the slash.",
            "There are backups here that this site cannot read."
        );

    public static ProblemException OtherVault() =>
        Wrong(
            "database-other-vault",
            "The database does not hold the backups of this site",
            $"{NothingStored} The newest backup is not there. Give a connection string of the database that is connected now; to use another one, change the storage.",
            "This is another database than the one that is connected."
        );

    public static ProblemException NotOwnDatabase() =>
        new(
            new Problem(
                "storage-managed",
                StatusCodes.Status409Conflict,
                "The backups do not lie in a database of your own",
                "There is no connection string to replace."
            )
        );

    public static ProblemException Busy() =>
        new(
            new Problem(
                "storage-busy",
                StatusCodes.Status409Conflict,
                "Something is queued, running or paused",
                "Wait until it has ended, or stop it in Activity; then change the storage. Nothing was changed."
            )
        );

    /// <param name="offered">Where managed storage may be switched to.</param>
    public static ProblemException RegionNotOffered(IEnumerable<StorageOption> offered) =>
        new(
            new Problem(
                "region-not-offered",
                StatusCodes.Status422UnprocessableEntity,
                "Backups cannot be switched to this region",
                $"From a database of your own they can be switched to: {string.Join(", ", offered.Select(option => option.Name))}.",
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["region"] = "Choose one of the regions that are offered",
                }
            )
        );

    public static ProblemException RegionFixed() =>
        new(
            new Problem(
                "region-fixed",
                StatusCodes.Status409Conflict,
                "The region of managed storage cannot be changed",
                "The operator of the server moves all backups to another region with: assets-backup vault move"
            )
        );

    /// <param name="place">The storage that the backup lies in.</param>
    public static ProblemException NotConnected(StoragePlace place) =>
        new(
            new Problem(
                "storage-not-connected",
                StatusCodes.Status409Conflict,
                "The backup lies in a storage that is not connected any more",
                $"It lies in {place.Name}. Connect that storage again, or have the operator of the server move all backups to one place with: assets-backup vault move"
            )
        );

    private static ProblemException Wrong(
        string code,
        string title,
        string detail,
        string message,
        string field = Field
    ) =>
        new(
            new Problem(
                code,
                StatusCodes.Status422UnprocessableEntity,
                title,
                detail,
                new Dictionary<string, string>(StringComparer.Ordinal) { [field] = message }
            )
        );
}
