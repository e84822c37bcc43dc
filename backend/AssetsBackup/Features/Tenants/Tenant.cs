using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AssetsBackup.Features.Tenants;

/// <summary>One customer. Its id is our own random number; what the outside calls it are rows in identities.</summary>
internal sealed class Tenant
{
    public required Guid Id { get; init; }

    public TenantState State { get; private set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When everything of the tenant is to be purged: set at uninstall, cleared by a re-install before it.</summary>
    public DateTimeOffset? PurgeAt { get; private set; }

    /// <summary>The address of the site that it was uninstalled from: it outlives what the site is called by, until the purge.</summary>
    public string? UninstalledFrom { get; private set; }

    /// <summary>The zone in which schemas that are found later get the recommended schedule (product D6); null where they get none.</summary>
    public string? DefaultScheduleZone { get; private set; }

    /// <summary>Who wanted that.</summary>
    public string? DefaultScheduleBy { get; private set; }

    public void ScheduleNewSchemas(string? zone, string by) =>
        (DefaultScheduleZone, DefaultScheduleBy) = (zone, by);

    public void Activate()
    {
        State = TenantState.Active;
        (PurgeAt, UninstalledFrom) = (null, null);
    }

    public void Disable() => State = TenantState.Disabled;

    public void Uninstall(DateTimeOffset purgeAt, string site)
    {
        State = TenantState.Uninstalled;
        (PurgeAt, UninstalledFrom) = (purgeAt, site);
    }
}

internal enum TenantState
{
    Active,
    Disabled,
    Uninstalled,
}

/// <summary>One name under which the outside knows a tenant.</summary>
internal sealed class Identity
{
    public required Guid TenantId { get; init; }

    public required IdentityKind Kind { get; init; }

    public required string Value { get; init; }

    public required DateTimeOffset Since { get; init; }
}

internal enum IdentityKind
{
    ConnectClientKey,
    ForgeInstallation,
    CloudId,

    /// <summary>A site that an operator added from the command line, by its https address.</summary>
    Site,
}

internal sealed class TenantConfiguration : IEntityTypeConfiguration<Tenant>
{
    public void Configure(EntityTypeBuilder<Tenant> builder) => builder.HasKey(tenant => tenant.Id);
}

internal sealed class IdentityConfiguration : IEntityTypeConfiguration<Identity>
{
    public void Configure(EntityTypeBuilder<Identity> builder)
    {
        builder.HasKey(identity => new { identity.Kind, identity.Value });
        builder.HasIndex(identity => identity.TenantId);
        builder.HasOne<Tenant>().WithMany().HasForeignKey(identity => identity.TenantId);
    }
}
