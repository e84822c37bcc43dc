namespace AssetsBackup.Vault;

/// <summary>Entries of a tree that cannot be read.</summary>
/// <param name="Entry">The entry whose record is lost; null where a page is lost, and with it which entries they were.</param>
/// <param name="Count">How many entries.</param>
/// <param name="Reason">What was met: a <see cref="VaultDamagedException"/> or a <see cref="RecordNotFoundException"/>.</param>
public sealed record LostEntries(TreeEntry? Entry, long Count, VaultException Reason);
