namespace AssetsBackup.Vault;

/// <summary>
/// The database did not do what a store asked. The driver's exception is left out on purpose: its text may name users,
/// addresses and documents.
/// </summary>
/// <param name="what">What was not done.</param>
/// <param name="kind">Why.</param>
/// <param name="code">The server's error code, 0 where there is none.</param>
public sealed class MongoStoreException(string what, MongoFailureKind kind, int code)
    : IOException($"{what}: {Words(kind)}{(code == 0 ? "" : $" (error {code})")}")
{
    /// <summary>Why it was not done.</summary>
    public MongoFailureKind Kind { get; } = kind;

    /// <summary>The server's error code, 0 where there is none.</summary>
    public int Code { get; } = code;

    private static string Words(MongoFailureKind kind) =>
        kind switch
        {
            MongoFailureKind.Throttled => "the database takes no more requests at the moment",
            MongoFailureKind.Unavailable => "the database does not answer",
            MongoFailureKind.SignIn => "the database does not accept the user name and password",
            MongoFailureKind.NotAllowed => "the database user has no right to do this",
            MongoFailureKind.Full => "the database is full",
            _ => "the database refused",
        };
}
