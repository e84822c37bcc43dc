using AssetsBackup.Features.Audit;
using AssetsBackup.Features.Targets;
using AssetsBackup.Features.Tenants;
using AssetsBackup.Tests.Capture;
using AssetsBackup.Vault;
using Microsoft.Extensions.DependencyInjection;

namespace AssetsBackup.Tests.Audit;

/// <summary>The lines of a log, and whose logs there are.</summary>
internal static class AuditLines
{
    /// <summary>The customer that has the site globex.</summary>
    public static readonly Guid Other = Guid.Parse("99999999-0000-0000-0000-000000000009");

    public static async Task<IReadOnlyList<AuditEntryView>> LinesAsync(
        this CaptureHost host,
        AuditAction action
    ) =>
        (
            await host.SendAsync(new ListAuditLog(new AuditFilter(null, null, action, null), null))
        ).Items;

    public static async Task<AuditEntryView> OnlyLineAsync(
        this CaptureHost host,
        AuditAction action
    ) => (await host.LinesAsync(action)).ShouldHaveSingleItem();

    public static async Task<Guid> AddGlobexAsync(this CaptureHost host) =>
        (
            await host.SendAsync(
                new AddTarget(
                    "Globex",
                    CaptureHost.Email,
                    host.Workspace("globex"),
                    "https://globex.atlassian.net",
                    CaptureHost.Token
                )
            )
        ).Id;

    /// <summary>The site globex, installed by a customer of its own.</summary>
    public static async Task AddOtherCustomerAsync(this CaptureHost host)
    {
        using (
            await host
                .Services.GetRequiredService<KeyStore>()
                .CreateAsync(Other, CancellationToken.None)
        ) { }
        await host.ChangeAsync(database =>
        {
            database.Tenants.Add(new Tenant { Id = Other, CreatedAt = default });
            database.Identities.Add(
                new Identity
                {
                    TenantId = Other,
                    Kind = IdentityKind.CloudId,
                    Value = host.CloudId("globex"),
                    Since = default,
                }
            );
        });
    }
}
