using System.Net.Sockets;
using AssetsBackup.Hosting.Keys;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Vault;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Hosting;

public sealed class VaultFailuresTests
{
    private static readonly Guid Tenant = Guid.Parse("11111111-0000-0000-0000-000000000000");

    public static TheoryData<Exception, string?> Failures =>
        new()
        {
            { new VaultDamagedException("packs/ab", "too short"), "vault-damaged" },
            { new NothingOpensException(new VaultMissingException()), "vault-not-opened" },
            { new RecordNotFoundException(default), "vault-incomplete" },
            { new RootNotFoundException(RootKind.Snapshot, Tenant), "backup-not-stored" },
            { new VaultFormatTooNewException("vault", 9, 1), "vault-too-new" },
            { new ForeignTenantException(Tenant, Guid.Empty), "vault-foreign" },
            { new WrongOperatorKeyException("a", "b"), "operator-key-wrong" },
            { new OperatorKeyException("There is none", "Bring it back."), "operator-key" },
            { new KeyEntryNotFoundException(Tenant), "key-entry-lost" },
            {
                new SecretDoesNotOpenException(new SecretContext(Tenant, "t", "r", "c")),
                "secret-not-readable"
            },
            { new IOException("No space left on device", 28), "disk-full" },
            {
                new IOException("There is not enough space", unchecked((int)0x80070070)),
                "disk-full"
            },
            { new IOException("Read-only file system", 30), "storage-read-only" },
            { new UnauthorizedAccessException("Permission denied"), "storage-read-only" },
            {
                new IOException("Blob 'vault': no permission", new UnauthorizedAccessException()),
                "storage-read-only"
            },
            {
                new InvalidOperationException("failed", new IOException("Read-only", 30)),
                "storage-read-only"
            },
            { new SqliteException("readonly database", 8), "storage-read-only" },
            {
                new DbUpdateException("failed", new SqliteException("unable to open", 14)),
                "storage-read-only"
            },
            { new SqliteException("constraint", 19), null },
            { Of(MongoFailureKind.Unavailable), "database-no-answer" },
            { Of(MongoFailureKind.Throttled), "database-busy" },
            { Of(MongoFailureKind.SignIn), "database-sign-in" },
            { Of(MongoFailureKind.NotAllowed), "database-rights" },
            { Of(MongoFailureKind.Full), "database-full" },
            { Of(MongoFailureKind.Refused), "database-refused" },
            // What the other readers of a backup meet after its writer has failed.
            {
                new InvalidOperationException("failed", Of(MongoFailureKind.Full)),
                "database-full"
            },
            { new AggregateException(Of(MongoFailureKind.Full)), "database-full" },
            { new IOException("Input/output error", 5), "storage-failed" },
            { new IOException("Stale file handle", 116), "storage-failed" },
            { new IOException("Transport endpoint is not connected", 107), "storage-failed" },
            { new IOException("Host is down", 112), "storage-failed" },
            { new BlobNotFoundException("index/ab"), "storage-failed" },
            {
                new InvalidOperationException("failed", new IOException("Input/output error", 5)),
                "storage-failed"
            },
            { new AggregateException(new IOException("Input/output error", 5)), "storage-failed" },
            // Not of a disk.
            { new HttpIOException(HttpRequestError.ResponseEnded), null },
            { new HttpRequestException("failed", new IOException("Broken", 5)), null },
            {
                new IOException(
                    "The address is in use",
                    new InvalidOperationException("in use", new SocketException(98))
                ),
                null
            },
            { new InvalidOperationException(), null },
            { new SqliteException("file is not a database", 26), "database-damaged" },
            {
                new DbUpdateException("failed", new SqliteException("image is malformed", 11)),
                "database-damaged"
            },
            { new BlobExistsException("progress/x"), null },
        };

    [Theory]
    [MemberData(nameof(Failures))]
    public void Each_has_its_name(Exception failure, string? code) =>
        (VaultFailures.Of(failure)?.Code).ShouldBe(code);

    [Theory]
    [InlineData("Input/output error : '/srv/data/vaults'", 5, "Input/output error")]
    [InlineData("Cannot link '/srv/it's': errno 1; it must", 0, "Cannot link: errno 1; it must")]
    [InlineData("The vault's indexes keep changing; try again", 0, null)]
    public void A_disk_is_told_in_its_own_words_but_for_the_folders_of_the_server(
        string words,
        int code,
        string? told
    )
    {
        var failure = code == 0 ? new IOException(words) : new IOException(words, code);

        VaultFailures.Of(failure)!.Detail.ShouldStartWith($"{told ?? words}. ");
        ProblemMapper.Map(failure).Detail.ShouldNotContain("/srv");
    }

    [Theory]
    [InlineData("packs/ab/abcd", true)]
    [InlineData("snapshots/0123456789abcdef0123456789abcdef/1", false)]
    [InlineData("vault", false)]
    public void A_new_backup_is_said_to_heal_only_what_it_may(string blob, bool heals) =>
        VaultFailures
            .Of(new VaultDamagedException(blob, "too short"))!
            .Detail.Contains("A new backup")
            .ShouldBe(heals);

    [Fact]
    public void Only_where_it_is_known_a_failure_is_told_as_one_of_writing()
    {
        VaultFailures
            .Of(new IOException("Read-only file system", 30))!
            .Title.ShouldEndWith("may not be written to");
        VaultFailures
            .Of(new UnauthorizedAccessException())!
            .Title.ShouldEndWith("may not be read or written");
    }

    private static MongoStoreException Of(MongoFailureKind kind) => new("It was not done", kind, 1);
}
