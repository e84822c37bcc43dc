namespace AssetsBackup.Features.Schemas;

/// <summary>The server's settings of syncs, section <c>Sync</c>.</summary>
internal sealed class SyncOptions
{
    public const string Section = "Sync";

    /// <summary>Whether each connection that is set up is synced once a day by itself. On by default.</summary>
    public bool Daily { get; init; } = true;
}
