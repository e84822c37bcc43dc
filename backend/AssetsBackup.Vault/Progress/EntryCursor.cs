using System.Diagnostics.CodeAnalysis;

namespace AssetsBackup.Vault;

/// <summary>Walks the entries of a section, decoding one at a time. A removing entry stands as such.</summary>
internal sealed class EntryCursor(ProgressSection section)
{
    private ReadOnlyMemory<byte> rest = section.Bytes;
    private int left = section.Count;
    private TreeEntry? current;

    /// <exception cref="MalformedException">The bytes are not entries in order.</exception>
    internal bool TryNext([NotNullWhen(true)] out TreeEntry? entry)
    {
        entry = null;
        if (left == 0)
        {
            return rest.IsEmpty
                ? false
                : throw new MalformedException("a section has bytes after its end");
        }
        var reader = new ByteReader(rest.Span);
        var removed = reader.Byte() == 1;
        var read = TreeItems.ReadEntry(ref reader, current?.Group);
        if (current is not null && TreeItems.KeyOf(current).CompareTo(TreeItems.KeyOf(read)) >= 0)
            throw new MalformedException("keys are out of order");
        rest = rest[^reader.Remaining..];
        left--;
        current = entry = removed ? TreeEntry.Removed(read.Group, read.Id) : read;
        return true;
    }
}
