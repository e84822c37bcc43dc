using System.Text;

namespace AssetsBackup.Vault;

/// <summary>What the making of a tree needs from the vault: ids and boundary hashes, and a place for pages.</summary>
/// <param name="keys">For ids and boundary hashes.</param>
/// <param name="store">Stores a page.</param>
internal sealed class TreePages(
    TenantKeys keys,
    Func<RecordId, ReadOnlyMemory<byte>, ValueTask> store
)
{
    internal async ValueTask<RecordId> StoreAsync(ReadOnlyMemory<byte> page)
    {
        var id = keys.IdOf(RecordType.Page, page.Span);
        await store(id, page);
        return id;
    }

    internal ulong BoundaryHash(int level, EntryKey key) =>
        keys.IdOf(
            RecordType.Boundary,
            Encoding.UTF8.GetBytes($"{(char)level}{key.Group}\0{key.Id}")
        ).Low;
}
