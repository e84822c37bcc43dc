using System.Diagnostics.CodeAnalysis;
using System.Net;
using AssetsBackup.Hosting.Outbound;
using AssetsBackup.Hosting.Storage;
using AssetsBackup.Tests.Capture;
using AssetsBackup.Vault;
using AssetsBackup.Vault.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace AssetsBackup.Tests.OwnDatabase;

/// <summary>The store's contract as the program opens it: a shared client, through the guard's way out, on the real engine.</summary>
[Trait("Needs", "engine")]
public sealed class SharedMongoStoreTests : BlobStoreContract, IAsyncLifetime
{
    private static readonly Guid Tenant = Guid.Parse("11111111-0000-0000-0000-000000000001");
    private readonly SocksFace face;
    private readonly MongoStores stores;

    public SharedMongoStoreTests()
    {
        const string host = CaptureHost.DatabaseHost;
        face = new SocksFace(
            new OutboundGuard(
                [host],
                map: null,
                (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback])
            ),
            TimeProvider.System,
            NullLogger<SocksFace>.Instance
        );
        stores = new MongoStores(face, new OutboundHosts([host]), TimeProvider.System);
    }

    [NotNull]
    private DatabaseOfCustomer? Customer { get; set; }

    public async ValueTask InitializeAsync() => Customer = await DatabaseOfCustomer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        stores.Dispose();
        await face.DisposeAsync();
        if (Customer is { } started)
        {
            await started.Engine.DropDatabaseAsync(started.Named("vault"));
            await started.DisposeAsync();
        }
    }

    protected override IBlobStore Open()
    {
        var access = Customer.Access();
        return stores.Open(access.ConnectionString, access.AuthoritiesPem, Tenant);
    }

    [Fact]
    public async Task A_client_that_was_given_up_is_closed_and_another_takes_its_place()
    {
        var store = Open();
        await store.PutAsync("a", new byte[3], CancellationToken.None);
        var access = Customer.Access();

        Customer.Gateway.Connections.ShouldBeGreaterThan(0);

        stores.Forget(access.ConnectionString, access.AuthoritiesPem);

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (Customer.Gateway.Connections > 0)
            await Task.Delay(10, patience.Token);
        (await store.GetAsync("a", CancellationToken.None)).Length.ShouldBe(3);
    }
}
