namespace AssetsBackup.Vault;

/// <summary>The bounds of the format, in bytes unless said otherwise (docs/vault-format.md).</summary>
internal static class VaultLimits
{
    /// <summary>The longest record; longer content is cut into chunks of this length.</summary>
    internal const int Record = 1 << 20;

    /// <summary>The most that a pack holds before compression: a full chunk and its directory.</summary>
    internal const int PackContent = Record + (2 * sizeof(uint));

    /// <summary>Records in a pack, so that its part of an index fits one blob.</summary>
    internal const int PackRecords = 1 << 15;

    /// <summary>The most that a blob holds before compression: readers take no more.</summary>
    internal const int Content = 2 << 20;

    /// <summary>The largest zstd window that a reader accepts.</summary>
    internal const int Window = 8 << 20;

    /// <summary>The largest blob: Cosmos DB's request-unit flavour stops at 2 MB a document.</summary>
    internal const int Blob = 1_900_000;

    /// <summary>The app's facts in a root record.</summary>
    internal const int Facts = 1 << 20;

    /// <summary>Levels of JSON.</summary>
    internal const int JsonDepth = 64;

    /// <summary>A text of an entry, in UTF-16 code units: the longest page still fits a record.</summary>
    internal const int Text = 1024;

    /// <summary>The size at which an index or a progress part is cut.</summary>
    internal const int Part = 768 << 10;
}
