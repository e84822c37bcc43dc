using AssetsBackup.Doors;

namespace AssetsBackup.Tests.Schemas;

/// <summary>A door that knows licences, and remembers whose it was asked for.</summary>
internal sealed class AskedLicences : ILicenceSource
{
    public List<Guid> Tenants { get; } = [];

    public Task RefreshAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        Tenants.Add(tenantId);
        return Task.CompletedTask;
    }
}
