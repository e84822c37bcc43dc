namespace AssetsBackup.Vault;

/// <summary>What a record's bytes are. The type is part of what the id is computed from.</summary>
internal enum RecordType : byte
{
    /// <summary>Content as the caller gave it.</summary>
    Content = 0,

    /// <summary>A piece of content longer than one chunk.</summary>
    Chunk = 1,

    /// <summary>The list of chunks of a long content; it stands under the id of the whole content.</summary>
    ChunkList = 2,

    /// <summary>A page of a tree.</summary>
    Page = 3,

    /// <summary>Never stored: it separates the hashes that place page boundaries from record ids.</summary>
    Boundary = 4,
}
