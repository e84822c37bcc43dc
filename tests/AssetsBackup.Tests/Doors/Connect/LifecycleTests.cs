using System.Net;
using AssetsBackup.CommandLine;
using AssetsBackup.Doors.Connect;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Tenants;
using AssetsBackup.Hosting.Keys;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AssetsBackup.Tests.Doors.Connect;

/// <summary>Jira's lifecycle calls over HTTP, and what they leave behind.</summary>
public sealed class LifecycleTests : IAsyncLifetime
{
    private DoorHost door = null!;

    public async ValueTask InitializeAsync() => door = await DoorHost.StartAsync();

    public ValueTask DisposeAsync() => door.DisposeAsync();

    [Fact]
    public async Task A_first_install_makes_a_tenant_with_identities_a_key_and_an_encrypted_secret()
    {
        var site = await TestSite.Acme(door).InstallAsync();

        var installation = await OnlyInstallationAsync(site);
        var tenant = await TenantAsync(site);
        tenant.State.ShouldBe(TenantState.Active);
        installation.TenantId.ShouldBe(tenant.Id);
        installation.BaseUrl.ShouldBe("https://acme.atlassian.net");
        System
            .Text.Encoding.UTF8.GetString(installation.SharedSecret)
            .ShouldNotContain(site.Secret);
        SecretOf(installation).ShouldBe(site.Secret);
        (await IdentitiesAsync(tenant.Id)).ShouldBe([
            (IdentityKind.CloudId, "cloud-acme"),
            (IdentityKind.ConnectClientKey, "acme-client-key"),
        ]);
        (await KeyExistsAsync(tenant.Id)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_second_install_replaces_secret_and_address_and_keeps_the_tenant()
    {
        var site = await TestSite.Acme(door).InstallAsync();
        var before = await TenantAsync(site);
        var connected = new Connection
        {
            Id = Guid.Parse("cccccccc-0000-0000-0000-000000000001"),
            TenantId = before.Id,
            Role = ConnectionRole.Current,
            Name = "acme.atlassian.net",
            SiteUrl = "https://acme.atlassian.net",
            CloudId = "cloud-acme",
            WorkspaceId = "w",
            Email = "admin@acme.example",
            ApiToken = [],
            TokenSetAt = default,
            CreatedAt = default,
        };
        await door.ReadAsync(database =>
        {
            database.Connections.Add(connected);
            return database.SaveChangesAsync();
        });

        var renamed = site with
        {
            Name = "acme-new",
            Secret = "another-shared-secret-0123456789abcdef",
        };
        await renamed.InstallAsync();

        var installation = await OnlyInstallationAsync(renamed);
        installation.TenantId.ShouldBe(before.Id);
        installation.BaseUrl.ShouldBe("https://acme-new.atlassian.net");
        SecretOf(installation).ShouldBe(renamed.Secret);
        (await door.ReadAsync(database => database.Connections.SingleAsync())).SiteUrl.ShouldBe(
            "https://acme-new.atlassian.net"
        );
        (await site.GetAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await renamed.GetAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_uninstall_shuts_the_door_stores_the_deadline_and_leaves_the_other_tenant_alone()
    {
        var site = await TestSite.Acme(door).InstallAsync();
        var other = await TestSite.Globex(door).InstallAsync();

        (await site.LifecycleAsync("uninstalled")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        var tenant = await TenantAsync(site);
        tenant.State.ShouldBe(TenantState.Uninstalled);
        tenant.PurgeAt.ShouldBe(door.Clock.GetUtcNow() + TimeSpan.FromHours(24));
        (await KeyExistsAsync(tenant.Id)).ShouldBeTrue();
        (await site.GetAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await TenantAsync(other)).State.ShouldBe(TenantState.Active);
        (await other.GetAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_uninstall_told_twice_does_not_move_the_deadline()
    {
        var site = await TestSite.Acme(door).InstallAsync();
        await site.LifecycleAsync("uninstalled");
        var deadline = (await TenantAsync(site)).PurgeAt;

        door.Clock.Advance(TimeSpan.FromHours(1));
        await site.LifecycleAsync("uninstalled");

        (await TenantAsync(site)).PurgeAt.ShouldBe(deadline);
    }

    [Fact]
    public async Task An_uninstall_of_a_site_never_seen_is_taken_and_writes_nothing()
    {
        (await TestSite.Acme(door).LifecycleAsync("uninstalled")).StatusCode.ShouldBe(
            HttpStatusCode.NoContent
        );
        (await door.ReadAsync(database => database.Tenants.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_reinstall_inside_the_grace_brings_the_same_tenant_back()
    {
        var site = await TestSite.Acme(door).InstallAsync();
        var before = await TenantAsync(site);
        await site.LifecycleAsync("uninstalled");
        door.Clock.Advance(TimeSpan.FromHours(23));

        await site.InstallAsync();

        var after = await TenantAsync(site);
        (after.Id, after.State, after.PurgeAt).ShouldBe((before.Id, TenantState.Active, null));
        (await site.GetAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_reinstall_after_the_grace_starts_a_new_tenant()
    {
        var site = await TestSite.Acme(door).InstallAsync();
        var before = await TenantAsync(site);
        await site.LifecycleAsync("uninstalled");
        door.Clock.Advance(TimeSpan.FromHours(24));

        await site.InstallAsync();

        var after = await TenantAsync(site);
        after.Id.ShouldNotBe(before.Id);
        after.State.ShouldBe(TenantState.Active);
        var old = await door.ReadAsync(database =>
            database.Tenants.SingleAsync(t => t.Id == before.Id)
        );
        old.State.ShouldBe(TenantState.Uninstalled);
        var listed = (
            await door.ReadAsync(database =>
                Sites.ListUninstalledAsync(database, CancellationToken.None)
            )
        ).ShouldHaveSingleItem();
        (listed.TenantId, listed.SiteUrl, listed.PurgeAt).ShouldBe(
            (before.Id, "https://acme.atlassian.net", old.PurgeAt)
        );
    }

    [Fact]
    public async Task A_cloud_id_that_was_not_told_at_the_first_install_is_learnt_at_the_next()
    {
        const string known = "cloud-acme";
        door.Atlassian.CloudIds["acme.atlassian.net"] = "";
        var site = await TestSite.Acme(door).InstallAsync();
        var tenant = await TenantAsync(site);
        (await IdentitiesAsync(tenant.Id)).ShouldHaveSingleItem();
        door.Atlassian.CloudIds["acme.atlassian.net"] = known;

        await site.InstallAsync();

        (await IdentitiesAsync(tenant.Id)).ShouldBe([
            (IdentityKind.CloudId, known),
            (IdentityKind.ConnectClientKey, "acme-client-key"),
        ]);
    }

    [Fact]
    public async Task A_new_client_key_joins_inside_the_grace_when_the_site_proves_the_same_cloud_id()
    {
        var site = await TestSite.Acme(door).InstallAsync();
        var before = await TenantAsync(site);
        await site.LifecycleAsync("uninstalled");

        var again = await (site with { ClientKey = "acme-second-key" }).InstallAsync();

        (await TenantAsync(again)).Id.ShouldBe(before.Id);
        (await TenantAsync(again)).State.ShouldBe(TenantState.Active);
    }

    [Fact]
    public async Task A_new_client_key_of_a_site_that_is_still_installed_gets_nothing_of_it()
    {
        var site = await TestSite.Acme(door).InstallAsync();

        var imported = await (site with { ClientKey = "acme-second-key" }).InstallAsync();

        var (first, second) = (await TenantAsync(site), await TenantAsync(imported));
        second.Id.ShouldNotBe(first.Id);
        (await IdentitiesAsync(second.Id)).ShouldBe([
            (IdentityKind.ConnectClientKey, "acme-second-key"),
        ]);
    }

    [Fact]
    public async Task A_new_client_key_with_the_same_address_and_another_cloud_id_gets_nothing()
    {
        var site = await TestSite.Acme(door).InstallAsync();
        await site.LifecycleAsync("uninstalled");
        door.Atlassian.CloudIds["acme.atlassian.net"] = "cloud-of-somebody-else";

        var successor = await (site with { ClientKey = "successor-key" }).InstallAsync();

        (await TenantAsync(successor)).Id.ShouldNotBe((await TenantAsync(site)).Id);
        (await TenantAsync(site)).State.ShouldBe(TenantState.Uninstalled);
    }

    [Fact]
    public async Task Disabled_shuts_the_door_and_enabled_opens_it_again()
    {
        var site = await TestSite.Acme(door).InstallAsync();

        (await site.WebhookAsync("disabled")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await TenantAsync(site)).State.ShouldBe(TenantState.Disabled);
        (await site.GetAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        (await site.WebhookAsync("enabled")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await TenantAsync(site)).State.ShouldBe(TenantState.Active);
        (await site.GetAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Disabled_after_the_uninstall_changes_nothing()
    {
        var site = await TestSite.Acme(door).InstallAsync();
        await site.LifecycleAsync("uninstalled");
        (await site.WebhookAsync("disabled")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await TenantAsync(site)).State.ShouldBe(TenantState.Uninstalled);
    }

    private Task<ConnectInstallation> OnlyInstallationAsync(TestSite site) =>
        door.ReadAsync(database =>
            database.ConnectInstallations.SingleAsync(row => row.ClientKey == site.ClientKey)
        );

    private Task<Tenant> TenantAsync(TestSite site) =>
        door.ReadAsync(database =>
            database.Tenants.SingleAsync(tenant =>
                database.ConnectInstallations.Any(row =>
                    row.ClientKey == site.ClientKey && row.TenantId == tenant.Id
                )
            )
        );

    private Task<List<(IdentityKind, string)>> IdentitiesAsync(Guid tenant) =>
        door.ReadAsync(async database =>
            (await database.Identities.Where(row => row.TenantId == tenant).ToListAsync())
                .Select(row => (row.Kind, row.Value))
                .OrderBy(row => row.Value, StringComparer.Ordinal)
                .Reverse()
                .ToList()
        );

    private string SecretOf(ConnectInstallation installation) =>
        door
            .Services.GetRequiredService<SecretBox>()
            .Open(installation.SharedSecret, installation.SecretContext);

    private Task<bool> KeyExistsAsync(Guid tenant) =>
        door
            .Services.GetRequiredService<KeyStore>()
            .ExistsAsync(tenant, TestContext.Current.CancellationToken);
}
