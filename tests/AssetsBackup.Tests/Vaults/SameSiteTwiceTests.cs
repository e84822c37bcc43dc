using AssetsBackup.Features.Connections.Credentials;
using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Tenants;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Tests.Capture;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AssetsBackup.Tests.Vaults;

/// <summary>A site that came back after its uninstall as another customer has two vaults: one of them can be attached.</summary>
public sealed class SameSiteTwiceTests
{
    private const string Site = "https://acme.atlassian.net";

    [Fact]
    public async Task The_customer_that_was_worked_with_last_gets_the_site_and_the_others_are_told()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:200");
        var first = host.Tenant;
        await BackUpAsync(host, first);
        var newest = Guid.Parse("22222222-0000-0000-0000-000000000000");
        var between = Guid.Parse("33333333-0000-0000-0000-000000000000");
        await SetUpAgainAsync(host, between);
        await SetUpAgainAsync(host, newest);
        await host.LoseDatabaseAsync();

        var told = await AttachAsync(host);

        told.Single(vault => vault.SiteUrl is not null)
            .ShouldBe(new AttachedVault(newest, "local", Site, 1, 1));
        foreach (var customer in new[] { first, between })
            ShouldBeRefused(told, customer, newest);
        told.Count.ShouldBe(3);
        var again = await AttachAsync(host);
        again.Count.ShouldBe(2);
        ShouldBeRefused(again, first, newest);
        ShouldBeRefused(again, between, newest);
        (await host.ReadAsync(database => database.Tenants.Select(row => row.Id).ToListAsync()))
            .ShouldHaveSingleItem()
            .ShouldBe(newest);
    }

    [Fact]
    public async Task A_site_that_was_added_before_is_told_with_what_to_do()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:200");
        await BackUpAsync(host, host.Tenant);
        await host.LoseDatabaseAsync();
        var added = Guid.Parse("22222222-0000-0000-0000-000000000000");
        await host.ChangeAsync(database =>
        {
            database.Tenants.Add(new Tenant { Id = added, CreatedAt = default });
            database.Identities.Add(
                new Identity
                {
                    TenantId = added,
                    Kind = IdentityKind.Site,
                    Value = Site,
                    Since = default,
                }
            );
        });

        var told = await AttachAsync(host);

        told.ShouldHaveSingleItem();
        ShouldBeRefused(told, host.Tenant, added);
    }

    private static void ShouldBeRefused(
        IEnumerable<AttachedVault> told,
        Guid customer,
        Guid otherCustomer
    )
    {
        var refused = told.Single(vault => vault.TenantId == customer);
        (refused.SiteUrl, refused.Snapshots, refused.IsConnected).ShouldBe((null, 1, false));
        refused.Problem.ShouldNotBeNull().ShouldContain($"{Site} is customer {otherCustomer:N}");
        refused.Problem.ShouldContain("vault attach");
    }

    private static Task<IReadOnlyList<AttachedVault>> AttachAsync(CaptureHost host) =>
        host.WithAsync<AttachVaults, IReadOnlyList<AttachedVault>>(vaults =>
            vaults.AttachAsync(given: null, CancellationToken.None)
        );

    /// <summary>The site of another customer, who knows nothing of the one before.</summary>
    private static async Task SetUpAgainAsync(CaptureHost host, Guid tenant)
    {
        await host.LoseDatabaseAsync();
        host.Clock.MoveAhead(TimeSpan.FromDays(1));
        await host.ChangeAsync(database =>
            database.Tenants.Add(new Tenant { Id = tenant, CreatedAt = default })
        );
        using (
            await host
                .Services.GetRequiredService<KeyStore>()
                .CreateAsync(tenant, CancellationToken.None)
        ) { }
        await host.SendAsync(
            new SaveCredentials(host.Workspace("acme"), CaptureHost.Email, CaptureHost.Token),
            tenant: tenant
        );
        await host.SendAsync(new SaveStorage("local"), tenant: tenant);
        await host.DrainAsync((await host.SendAsync(new StartSync(), tenant: tenant)).RunId);
        await BackUpAsync(host, tenant);
    }

    private static async Task BackUpAsync(CaptureHost host, Guid tenant)
    {
        var schema = await host.ReadAsync(database =>
            database.Schemas.SingleAsync(row => row.TenantId == tenant)
        );
        var started = await host.SendAsync(new BackUpNow(schema.Id, null), tenant: tenant);
        (await host.DrainAsync(started.RunId)).State.ShouldBe(RunState.Succeeded);
    }
}
