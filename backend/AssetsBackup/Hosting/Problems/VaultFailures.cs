using System.Net.Sockets;
using System.Text.RegularExpressions;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Keys;
using AssetsBackup.Vault;
using Microsoft.Data.Sqlite;

namespace AssetsBackup.Hosting.Problems;

/// <summary>What a failure of the vault, the key store or the disk is called, and what to do about it.</summary>
internal static partial class VaultFailures
{
    private const string Check =
        "Find out what is hit with: assets-backup verify. What can be worked out from the rest is restored with: assets-backup vault repair. A new backup of the schema may heal this one; otherwise choose another.";

    private const string FindOut =
        "Find out what is hit, and what helps, with: assets-backup verify.";

    // SQLITE_CORRUPT and SQLITE_NOTADB.
    private static readonly int[] DatabaseIsDamaged = [11, 26];

    // EROFS of Unix, ERROR_WRITE_PROTECT of Windows.
    private static readonly int[] DiskIsReadOnly = [30, unchecked((int)0x80070013)];

    // SQLITE_READONLY and SQLITE_CANTOPEN.
    private static readonly int[] DatabaseIsClosed = [8, 14];

    /// <summary>Null for a failure that is none of these.</summary>
    public static Problem? Of(Exception failure) =>
        DatabaseFailures.In(failure) is { } ofDatabase
            ? DatabaseFailures.ProblemOf(ofDatabase)
            : FullStorage.ProblemOf(failure) ?? OfVault(failure);

    private static Problem? OfVault(Exception failure) =>
        failure switch
        {
            VaultMissingException => Named(
                "vault-missing",
                "The backups' storage is empty",
                "Its disk is not mounted, or the database was emptied or restored to an earlier state. Bring the storage back and start again; nothing was written. Where it should lie is said by: assets-backup sites storage"
            ),
            VaultDamagedException damaged => Named(
                "vault-damaged",
                $"The file {damaged.Blob} of the backups' storage is missing or damaged",
                BlobSubject.Of(damaged.Blob).Role is BlobRole.Pack ? Check : FindOut
            ),
            NothingOpensException => Named(
                "vault-not-opened",
                "No file of the backups' storage opens with this customer's keys",
                "It is another folder or database than these backups', the key store is an older one, or all of it is damaged. Bring back what belongs together; nothing was changed."
            ),
            RecordNotFoundException or TreeNotFoundException or CheckpointNotFoundException =>
                Named(
                    "vault-incomplete",
                    "Something that is needed is not in the backups' storage",
                    Check
                ),
            RootNotFoundException => Named(
                "backup-not-stored",
                "The backup is not in the backups' storage",
                "It may have been deleted there. Bring the storage back from a copy, or choose another backup."
            ),
            VaultFormatTooNewException newer => Named(
                "vault-too-new",
                $"The file {newer.Blob} of the backups' storage was written by a newer version of this program",
                "Bring the program to that version; nothing was changed. Where no newer version was ever used, the file is damaged, or somebody put it there: assets-backup verify names all that are."
            ),
            ForeignTenantException => Named(
                "vault-foreign",
                "The backups' storage belongs to another customer",
                "Folders were mixed up; put each back in its place. Nothing was changed."
            ),
            WrongOperatorKeyException wrong => Named(
                "operator-key-wrong",
                $"The backups need operator key {wrong.NeededId}; the one given is {wrong.GivenId}",
                "Bring back the right key. Nothing was changed."
            ),
            OperatorKeyException key => Named(
                "operator-key",
                key.Title,
                $"{key.Advice} Nothing was read or written."
            ),
            KeyEntryDamagedException or KeyEntryNotFoundException => Named(
                "key-entry-lost",
                "The customer's entry in the key store is missing or damaged",
                "Bring the key store back from a copy: without it these backups cannot be read."
            ),
            SecretDoesNotOpenException secret => Named(
                "secret-not-readable",
                secret.Message,
                "It was changed or sealed under another operator key. Bring back the database or the key that belong together, or enter the secret anew."
            ),
            _ when SharedDatabase.IsAway(failure) => Named(
                "app-database-no-answer",
                "The app's database does not answer",
                "Check that PostgreSQL runs and that this machine reaches it. Nothing is lost: what runs goes on once it does."
            ),
            _ when IsOfDamagedDatabase(failure) => Named(
                "database-damaged",
                "The app's database is damaged",
                "Bring it back from a copy. Without one, move assets-backup.db away from the data folder, with the -wal and -shm files beside it, and list the backups anew with: assets-backup vault attach. The backups themselves lie elsewhere."
            ),
            _ when MayNotBeWritten(failure) => Named(
                "storage-read-only",
                "The disk of the data or of the backups may not be written to",
                "It is mounted read-only, or its folders belong to another user. Make the data folder, its vaults and its key store writable for the user that runs this program, and start again; nothing saved before is lost."
            ),
            _ when MayNotBeUsed(failure) => Named(
                "storage-read-only",
                "The disk of the data or of the backups may not be read or written",
                "Its folders or files belong to another user. Make the data folder, its vaults and its key store readable and writable for the user that runs this program, and start again; nothing saved before is lost."
            ),
            MongoConnectionStringException text => Named(
                text.Code,
                "The connection string of the backups' storage is not taken any more",
                text.Message
            ),
            _ when OfDisk(failure) is { } disk => Named(
                "storage-failed",
                "The storage of the data or of the backups failed",
                $"{WithoutPaths(disk.Message)}. Look after its disk, and the network where it is reached over one, and start again; nothing saved before is lost."
            ),
            _ => null,
        };

    private static bool MayNotBeWritten(Exception failure) =>
        failure switch
        {
            IOException disk when DiskIsReadOnly.Contains(disk.HResult) => true,
            SqliteException database => DatabaseIsClosed.Contains(database.SqliteErrorCode),
            // What a writer that has failed, or the database's own layer, wraps.
            _ => failure.InnerException is { } inner && MayNotBeWritten(inner),
        };

    private static bool IsOfDamagedDatabase(Exception failure) =>
        failure is SqliteException database
            ? DatabaseIsDamaged.Contains(database.SqliteErrorCode)
            : failure.InnerException is { } inner && IsOfDamagedDatabase(inner);

    /// <summary>Whether it was read or written, the system does not say.</summary>
    private static bool MayNotBeUsed(Exception failure) =>
        failure is UnauthorizedAccessException
        || (failure.InnerException is { } inner && MayNotBeUsed(inner));

    /// <summary>Null for what a network or an answer of Jira has met.</summary>
    private static IOException? OfDisk(Exception failure) =>
        failure switch
        {
            HttpIOException => null,
            // Another writer was first: no disk's failure.
            BlobExistsException => null,
            IOException disk => IsOfNetwork(disk) ? null : disk,
            // What a writer that has failed wraps, and what several of its readers meet.
            InvalidOperationException or AggregateException => failure.InnerException is { } inner
                ? OfDisk(inner)
                : null,
            _ => null,
        };

    private static bool IsOfNetwork(Exception failure) =>
        failure is SocketException || (failure.InnerException is { } inner && IsOfNetwork(inner));

    /// <summary>Whoever reads it may be a customer, whom the folders of the server do not concern.</summary>
    private static string WithoutPaths(string message) =>
        QuotedPath().Replace(message, "").TrimEnd('.');

    [GeneratedRegex(
        "( :)? '.*'",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex QuotedPath();

    private static Problem Named(string code, string title, string detail) =>
        new(code, StatusCodes.Status500InternalServerError, title, detail);
}
