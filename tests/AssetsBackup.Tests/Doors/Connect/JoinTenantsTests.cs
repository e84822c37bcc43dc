using System.Net;
using AssetsBackup.Doors.Connect;
using AssetsBackup.Features.Audit;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Tenants;
using AssetsBackup.Hosting;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AssetsBackup.Tests.Doors.Connect;

/// <summary>A site that an operator added before the app was installed there.</summary>
public sealed class JoinTenantsTests : IAsyncLifetime
{
    private const string CloudId = "cloud-acme";

    private DoorHost door = null!;
    private TestSite site = null!;
    private Guid installed;
    private Guid other;

    public async ValueTask InitializeAsync()
    {
        door = await DoorHost.StartAsync();
        site = await TestSite.Acme(door).InstallAsync();
        installed = await TenantOfAsync(site);
        other = await TenantOfAsync(await TestSite.Globex(door).InstallAsync());
    }

    public ValueTask DisposeAsync() => door.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_the_operator_added_is_kept_and_jira_comes_in_to_it(bool hasBackup)
    {
        var added = await AddAsync(hasBackup: hasBackup);

        var joined = await JoinAsync();

        (joined.Kept, joined.Gone).ShouldBe((added, installed));
        (await TenantOfAsync(site)).ShouldBe(added);
        (await site.GetAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await NamesAsync(added)).ShouldBe(
            [CloudId, site.ClientKey, site.BaseUrl],
            ignoreOrder: true
        );
        (await TenantsAsync()).ShouldBe([added, other], ignoreOrder: true);
        (await door.ReadAsync(database => database.Snapshots.CountAsync())).ShouldBe(
            hasBackup ? 1 : 0
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_the_install_made_is_kept_where_it_has_backups_or_alone_is_set_up(
        bool hasBackup
    )
    {
        await SetUpAsync(installed, CloudId, hasBackup);
        var added = await AddAsync();

        var joined = await JoinAsync();

        (joined.Kept, joined.Gone).ShouldBe((installed, added));
        (await NamesAsync(installed)).ShouldContain(site.BaseUrl);
        (await TenantsAsync()).ShouldBe([installed, other], ignoreOrder: true);
        var connections = await door.ReadAsync(database => database.Connections.ToListAsync());
        connections.ShouldHaveSingleItem().TenantId.ShouldBe(installed);
    }

    [Fact]
    public async Task Two_with_backups_stay_two()
    {
        await SetUpAsync(installed, CloudId, hasBackup: true);
        await AddAsync(hasBackup: true);
        await RefusedAsync("join-two-histories");
    }

    [Fact]
    public async Task Another_cloud_id_at_the_same_address_is_refused()
    {
        await AddAsync(cloudId: "cloud-of-somebody-else");
        await RefusedAsync("join-other-site");
    }

    [Fact]
    public async Task What_was_added_and_never_proved_is_refused()
    {
        await AddAsync(cloudId: null);
        await RefusedAsync("join-other-site");
    }

    [Theory]
    [InlineData(RunState.Queued)]
    [InlineData(RunState.Running)]
    [InlineData(RunState.Paused)]
    public async Task While_something_runs_it_is_refused(RunState state)
    {
        var added = await AddAsync();
        await ChangeAsync(database =>
            database.Runs.Add(
                new Run
                {
                    Id = NewId(),
                    TenantId = added,
                    ConnectionId = NewId(),
                    Kind = RunKind.Sync,
                    State = state,
                    RequestedBy = "operator",
                    CreatedAt = default,
                }
            )
        );
        await RefusedAsync("join-busy");
    }

    [Fact]
    public async Task A_switched_off_app_is_refused()
    {
        await AddAsync();
        await site.WebhookAsync("disabled");
        await RefusedAsync("join-not-active");
    }

    [Fact]
    public async Task What_is_known_once_or_was_joined_already_is_refused()
    {
        await RefusedAsync("join-not-needed");
        await AddAsync();
        await JoinAsync();
        await RefusedAsync("join-not-needed");
    }

    [Fact]
    public async Task The_log_of_the_one_that_is_kept_tells_it_and_nothing_is_left_of_the_others()
    {
        var added = await AddAsync();
        foreach (var tenant in (Guid[])[added, installed, other])
            await ChangeAsync(database =>
                database.Audit(
                    new AuditNote(
                        tenant,
                        "admin-1",
                        AuditAction.ConnectionAdded,
                        new AuditSubject(AuditSubjectKind.Connection, Name: "acme"),
                        []
                    )
                )
            );

        await JoinAsync();

        var lines = await door.ReadAsync(database => database.AuditLog.ToListAsync());
        lines.Select(line => line.TenantId).ShouldBe([added, added, other], ignoreOrder: true);
        var joined = lines.Single(line => line.Action == nameof(AuditAction.TenantsJoined));
        (joined.TenantId, joined.Seq, joined.Subject).ShouldBe((added, 2, site.BaseUrl));
        joined.Values.ShouldContain(installed.ToString("N"));
        (await door.ReadAsync(database => database.Actors.CountAsync())).ShouldBe(3);
    }

    private async Task RefusedAsync(string code)
    {
        var before = await TenantsAsync();
        var refused = await Should.ThrowAsync<ProblemException>(JoinAsync);
        refused.Problem.Code.ShouldBe(code);
        (await TenantsAsync()).ShouldBe(before);
    }

    private async Task<JoinedTenants> JoinAsync()
    {
        await using var scope = door.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<JoinTenants>()
            .JoinAsync(site.BaseUrl, CancellationToken.None);
    }

    private async Task<Guid> AddAsync(string? cloudId = CloudId, bool hasBackup = false)
    {
        var id = NewId();
        using (
            await door
                .Services.GetRequiredService<KeyStore>()
                .CreateAsync(id, CancellationToken.None)
        ) { }
        await ChangeAsync(database =>
        {
            database.Tenants.Add(new Tenant { Id = id, CreatedAt = default });
            database.Identities.Add(
                new Identity
                {
                    TenantId = id,
                    Kind = IdentityKind.Site,
                    Value = site.BaseUrl,
                    Since = default,
                }
            );
        });
        if (cloudId is not null)
            await SetUpAsync(id, cloudId, hasBackup);
        return id;
    }

    private Task SetUpAsync(Guid tenant, string cloudId, bool hasBackup) =>
        ChangeAsync(database =>
        {
            var connection = ConnectionOf(tenant, cloudId);
            var schema = new Schema
            {
                Id = NewId(),
                TenantId = tenant,
                ConnectionId = connection.Id,
                WorkspaceId = connection.WorkspaceId,
                AssetsId = "1",
                Name = "IT assets",
                Key = "ITA",
                SyncedAt = default,
            };
            database.AddRange(connection, schema);
            if (hasBackup)
                database.Add(
                    new Snapshot
                    {
                        Id = NewId(),
                        TenantId = tenant,
                        SchemaId = schema.Id,
                        StoragePlaceId = NewId(),
                        TakenAt = default,
                        State = SnapshotState.Complete,
                        Trigger = SnapshotTrigger.Manual,
                        TakenBy = "operator",
                        Objects = 3,
                        AddedBytes = 1000,
                        Parts = "[]",
                    }
                );
        });

    private Connection ConnectionOf(Guid tenant, string cloudId) =>
        new()
        {
            Id = NewId(),
            TenantId = tenant,
            Role = ConnectionRole.Current,
            Name = "acme",
            SiteUrl = site.BaseUrl,
            CloudId = cloudId,
            WorkspaceId = "w",
            Email = "admin@acme.example",
            ApiToken = [],
            TokenSetAt = default,
            CreatedAt = default,
        };

    private Guid NewId() => door.Services.GetRequiredService<IdSource>().Next();

    private Task ChangeAsync(Action<AppDatabase> change) =>
        door.ReadAsync(database =>
        {
            change(database);
            return database.SaveChangesAsync();
        });

    private Task<Guid> TenantOfAsync(TestSite site) =>
        door.ReadAsync(database =>
            database
                .ConnectInstallations.Where(row => row.ClientKey == site.ClientKey)
                .Select(row => row.TenantId)
                .SingleAsync()
        );

    private Task<List<Guid>> TenantsAsync() =>
        door.ReadAsync(database => database.Tenants.Select(tenant => tenant.Id).ToListAsync());

    private Task<List<string>> NamesAsync(Guid tenant) =>
        door.ReadAsync(database =>
            database
                .Identities.Where(row => row.TenantId == tenant)
                .Select(row => row.Value)
                .ToListAsync()
        );
}
