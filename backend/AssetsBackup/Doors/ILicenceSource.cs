namespace AssetsBackup.Doors;

/// <summary>A door that knows licences (product A3). The others have none, and callers of theirs say so.</summary>
internal interface ILicenceSource
{
    /// <summary>Asks for the tenant's licence anew, whatever is remembered of it. One that cannot be asked for stays as it is known.</summary>
    Task RefreshAsync(Guid tenantId, CancellationToken cancellationToken);
}
