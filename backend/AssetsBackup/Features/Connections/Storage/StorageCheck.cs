using System.Security.Cryptography;
using AssetsBackup.Hosting;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Hosting.Storage;
using AssetsBackup.Vault;
using Microsoft.Extensions.Options;
using MongoDB.Bson;
using MongoDB.Driver;

namespace AssetsBackup.Features.Connections.Storage;

/// <summary>What a live test of a database found.</summary>
/// <param name="Servers">Servers and database, without who signs in.</param>
/// <param name="Version">The version that the server says it has.</param>
/// <param name="UsesTls">Whether connections are encrypted.</param>
public sealed record StorageReport(string Servers, string Version, bool UsesTls)
{
    /// <summary>Whether the place is the database that was tested.</summary>
    internal bool IsOf(StoragePlace place) => place.Servers == Servers;
}

/// <summary>
/// Proves a customer's database live: it is reached, it lets us sign in, and a blob can be written, found, read back and
/// deleted. Under a tenant of its own, so that a blob that cannot be deleted again is in nobody's vault.
/// </summary>
internal sealed class StorageCheck(
    MongoStores stores,
    IdSource ids,
    TimeProvider clock,
    IOptions<OutgoingAddresses> outgoing
)
{
    private const string Blob = "check/blob";

    // A call of the API may take ten seconds in all.
    private static readonly TimeSpan Selection = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Total = TimeSpan.FromSeconds(9);
    private static readonly MongoPatience Patience = new(
        TimeSpan.FromSeconds(3),
        TimeSpan.FromMilliseconds(100),
        TimeSpan.FromSeconds(1)
    );

    /// <param name="given">As somebody typed it.</param>
    /// <param name="tenant">Whose blobs are looked at.</param>
    /// <param name="look">What else to find out in the tenant's store, once all is proved.</param>
    /// <param name="cancellationToken">Stops the test.</param>
    /// <exception cref="ProblemException">What is wrong, and what to do.</exception>
    public async Task<(StorageReport Report, T Found)> ProveAsync<T>(
        DatabaseAccess given,
        Guid tenant,
        Func<IBlobStore, CancellationToken, Task<T>> look,
        CancellationToken cancellationToken
    )
    {
        var where = Parse(given);
        using var lease = stores.Connect(where, Selection);
        using var time = new CancellationTokenSource(Total, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            time.Token,
            cancellationToken
        );
        try
        {
            var version = await VersionAsync(lease, either.Token);
            await UseAsync(lease, either.Token);
            var found = default(T)!;
            await StepAsync(
                "read",
                async () => found = await look(StoreOf(lease, tenant), either.Token)
            );
            return (new StorageReport(where.ToString(), version, where.UsesTls), found);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Diagnose(new TimeoutException(), lease);
        }
    }

    private MongoConnectionString Parse(DatabaseAccess given)
    {
        try
        {
            return stores.Parse(given.ConnectionString, given.AuthoritiesPem);
        }
        catch (MongoConnectionStringException e)
        {
            throw StorageProblems.ConnectionString(e);
        }
    }

    private async Task<string> VersionAsync(
        MongoClientLease lease,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var info = await lease.Database.RunCommandAsync<BsonDocument>(
                new BsonDocument("buildInfo", 1),
                ReadPreference.Primary,
                cancellationToken
            );
            return info.GetValue("version", "").ToString()!;
        }
        catch (Exception e) when (e is MongoException or TimeoutException)
        {
            throw Diagnose(e, lease);
        }
    }

    private ProblemException Diagnose(Exception exception, MongoClientLease lease) =>
        StorageDiagnosis.Of(exception, lease, [.. outgoing.Value.Addresses]);

    private async Task UseAsync(MongoClientLease lease, CancellationToken cancellationToken)
    {
        var store = StoreOf(lease, ids.Next());
        var content = RandomNumberGenerator.GetBytes(1024);
        await StepAsync("write", () => store.PutAsync(Blob, content, cancellationToken));
        await StepAsync("read", () => ReadBackAsync(store, content, cancellationToken));
        await StepAsync("delete", () => store.DeleteAsync(Blob, cancellationToken));
    }

    private MongoBlobStore StoreOf(MongoClientLease lease, Guid tenant) =>
        new(lease.Database, tenant, Patience, clock);

    private static async Task ReadBackAsync(
        MongoBlobStore store,
        byte[] content,
        CancellationToken cancellationToken
    )
    {
        var listed = await store
            .ListAsync("check/", cancellationToken)
            .ToListAsync(cancellationToken);
        var read = await store.GetAsync(Blob, cancellationToken);
        if (listed is not [{ Name: Blob }] || !read.AsSpan().SequenceEqual(content))
            throw StorageProblems.NotKept();
    }

    private static async Task StepAsync(string step, Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (MongoStoreException e) when (e.Kind == MongoFailureKind.NotAllowed)
        {
            throw StorageProblems.NotAllowed(step);
        }
        catch (MongoStoreException e)
        {
            throw StorageProblems.StepFailed(step, e.Message);
        }
        catch (BlobNotFoundException)
        {
            throw StorageProblems.NotKept();
        }
    }
}
