namespace AssetsBackup.Vault;

/// <summary>What a writer has done since it was begun or resumed. Counts include tree pages and chunks.</summary>
/// <param name="RecordsAdded">Records that were new to the vault.</param>
/// <param name="RecordsDeduplicated">Records that the vault or this run already had.</param>
/// <param name="PagesAdded">The tree pages among the records added.</param>
/// <param name="RawBytes">Bytes of the records added, before compression.</param>
/// <param name="StoredBytes">Bytes of the packs and indexes stored.</param>
public sealed record WriterStatistics(
    long RecordsAdded,
    long RecordsDeduplicated,
    long PagesAdded,
    long RawBytes,
    long StoredBytes
);
