using AssetsBackup.Vault;

namespace AssetsBackup.Hosting.Problems;

/// <summary>What a run does about a failure of the customer's database.</summary>
internal enum DatabaseWait
{
    /// <summary>It ends: the same would happen again.</summary>
    None,

    /// <summary>It goes on by itself after a while.</summary>
    ForItself,

    /// <summary>It goes on once the connection string was replaced.</summary>
    ForSomebody,
}

/// <summary>What a failure of a customer's own database is called, and what to do about it.</summary>
internal static class DatabaseFailures
{
    private const string SignIn = "database-sign-in";
    private const string NoAnswer = "database-no-answer";

    /// <summary>What runs may wait for that another connection string can mend.</summary>
    public static readonly string?[] RunsWaitFor = [SignIn, NoAnswer];

    /// <summary>The failure that an exception has at its root; null for one of another kind.</summary>
    public static MongoStoreException? In(Exception? exception) =>
        exception switch
        {
            null => null,
            MongoStoreException failure => failure,
            AggregateException several => several
                .InnerExceptions.Select(In)
                .FirstOrDefault(found => found is not null),
            _ => In(exception.InnerException),
        };

    public static DatabaseWait WaitIn(Exception exception) =>
        In(exception)?.Kind switch
        {
            MongoFailureKind.Unavailable or MongoFailureKind.Throttled => DatabaseWait.ForItself,
            MongoFailureKind.SignIn => DatabaseWait.ForSomebody,
            _ => DatabaseWait.None,
        };

    public static Problem ProblemOf(MongoStoreException failure) =>
        failure.Kind switch
        {
            MongoFailureKind.Unavailable => Passing(
                NoAnswer,
                "The database that holds the backups does not answer",
                "Check that it runs and that its firewall lets this app's outgoing addresses in."
            ),
            MongoFailureKind.Throttled => Passing(
                "database-busy",
                "The database that holds the backups takes no more requests at the moment",
                "If it stays so, give it more throughput, or back up when less goes on there."
            ),
            MongoFailureKind.SignIn => Lasting(
                SignIn,
                "The database that holds the backups does not accept the user name and password any more",
                "Replace the connection string in the settings of the storage, or with: assets-backup sites storage --replace"
            ),
            MongoFailureKind.NotAllowed => Lasting(
                "database-rights",
                "The database user may not do what a backup needs",
                "Give it the role readWrite on the database that holds the backups, then start again."
            ),
            MongoFailureKind.Full => Lasting(
                "database-full",
                "The database that holds the backups is full",
                "Give it more space and start again; nothing saved before is lost."
            ),
            _ => Lasting(
                "database-refused",
                "The database that holds the backups refused",
                $"{failure.Message}. Nothing saved before is lost. Start again; if it stays so, look at the database's own log."
            ),
        };

    private static Problem Passing(string code, string title, string detail) =>
        new(code, StatusCodes.Status503ServiceUnavailable, title, detail);

    private static Problem Lasting(string code, string title, string detail) =>
        new(code, StatusCodes.Status409Conflict, title, detail);
}
