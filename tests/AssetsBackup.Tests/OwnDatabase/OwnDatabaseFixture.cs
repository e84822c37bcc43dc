using System.Net.Http.Json;
using System.Text.Json;
using AssetsBackup.Features.Connections.Credentials;
using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Tests.Capture;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.OwnDatabase;

/// <summary>A site and the database of its owner.</summary>
internal sealed class OwnDatabaseFixture : IAsyncDisposable
{
    private OwnDatabaseFixture(CaptureHost host, DatabaseOfCustomer database) =>
        (Host, Database) = (host, database);

    public CaptureHost Host { get; }

    public DatabaseOfCustomer Database { get; }

    /// <summary>A site whose storage was not chosen yet.</summary>
    public static async Task<OwnDatabaseFixture> StartAsync()
    {
        var database = await DatabaseOfCustomer.StartAsync();
        var host = await CaptureHost.StartAsync("n:200");
        await host.SendAsync(
            new SaveCredentials(host.Workspace("acme"), CaptureHost.Email, CaptureHost.Token)
        );
        return new OwnDatabaseFixture(host, database);
    }

    /// <summary>A site that is set up with this storage.</summary>
    public static async Task<OwnDatabaseFixture> StartSetUpAsync(bool isManaged = false)
    {
        var fixture = await StartAsync();
        if (isManaged)
            await fixture.Host.SendAsync(new SaveStorage("local"));
        else
            await fixture.Host.SendAsync(fixture.Database.Save());
        (await fixture.Host.SyncAsync()).State.ShouldBe(RunState.Succeeded);
        return fixture;
    }

    public async Task<Guid> BackUpAsync()
    {
        var run = await Host.BackUpAsync(await KeyAsync());
        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        return run.Id;
    }

    public async Task<string> KeyAsync() =>
        await Host.ReadAsync(database => database.Schemas.Select(row => row.Key).SingleAsync());

    public async Task VerifyAsync(Guid backup)
    {
        var run = await Host.DrainAsync((await Host.SendAsync(new StartVerify(backup))).RunId);
        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
    }

    public async Task<IReadOnlyList<SnapshotView>> SnapshotsAsync()
    {
        var schema = (await Host.SendAsync(new ListSchemas())).Items.Single();
        return (await Host.SendAsync(new ListSnapshots(schema.Id))).Items;
    }

    public Task<MovedVault> MoveAsync(string region) =>
        Host.WithAsync<MoveVault, MovedVault>(move =>
            move.MoveAsync(
                Host.Tenant,
                region,
                isLast: true,
                leavesDamaged: false,
                CancellationToken.None
            )
        );

    public Task<MovedVault> MoveToDatabaseAsync(string name = "vault") =>
        Host.WithAsync<MoveVault, MovedVault>(move =>
            move.MoveAsync(
                Host.Tenant,
                Database.Access(name),
                isLast: true,
                leavesDamaged: false,
                CancellationToken.None
            )
        );

    /// <summary>The problem that a request meets; it never holds the password.</summary>
    public async Task<Problem> ProblemAsync<T>(IRequest<T> request)
    {
        var thrown = await Should.ThrowAsync<ProblemException>(() => Host.SendAsync(request));
        $"{thrown} {thrown.Problem} {string.Join(' ', thrown.Problem.Fields?.Values ?? [])}".ShouldNotContain(
            Database.Password
        );
        return thrown.Problem;
    }

    /// <summary>What the simulator's comparer finds between the schemas of a key on both sites.</summary>
    public async Task<string> DifferencesAsync(string key)
    {
        var answer = await Host.Control.PostAsJsonAsync(
            "/_sim/compare",
            new
            {
                pairs = new[]
                {
                    new
                    {
                        from = new { site = "acme", schemaId = await IdAsync("acme", key) },
                        to = new { site = "globex", schemaId = await IdAsync("globex", key) },
                    },
                },
            }
        );
        var result = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return result.GetProperty("differences").GetRawText();
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Database.DisposeAsync();
    }

    private async Task<string> IdAsync(string site, string key)
    {
        var sites = await Host.Control.GetFromJsonAsync<JsonElement>("/_sim/sites");
        return sites
            .EnumerateArray()
            .Single(one => one.GetProperty("name").GetString() == site)
            .GetProperty("schemas")
            .EnumerateArray()
            .Single(schema => schema.GetProperty("key").GetString() == key)
            .GetProperty("id")
            .GetString()!;
    }
}
