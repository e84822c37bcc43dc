namespace AssetsBackup.Features.Vaults;

/// <summary>The server's settings of what it does with vaults by itself, section <c>Upkeep</c>.</summary>
internal sealed class UpkeepOptions
{
    public const string Section = "Upkeep";

    /// <summary>Whether once a day expired backups are deleted and each vault is pruned. On by default.</summary>
    public bool Prune { get; init; } = true;

    /// <summary>Whether once a day a thirtieth of each vault is read back. On by default.</summary>
    public bool Scrub { get; init; } = true;
}
