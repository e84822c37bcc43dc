namespace AssetsBackup.Vault;

/// <summary>
/// Writes one root. Records and entries may be added from several threads; checkpoint and commit must not overlap with
/// them or with each other. After any failure the writer is of no more use: resume from the last checkpoint instead.
/// A writer that is never committed leaves garbage, never damage.
/// </summary>
public sealed class RootWriter : IAsyncDisposable
{
    internal RootWriter() { }

    /// <summary>What was written so far.</summary>
    public WriterStatistics Statistics => throw new NotSupportedException();

    /// <summary>
    /// Adds a record of any size, unless the vault or this run already has it, and returns its id. The record is durable
    /// only after the next checkpoint or commit. The content may be reused as soon as the call completes.
    /// </summary>
    public ValueTask<RecordId> AddRecordAsync(
        ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    /// <summary>
    /// Stages entries of a tree, in any order. A later staged entry of the same group and id takes the place of an
    /// earlier one. A tree that is staged with no entry at all becomes an empty tree.
    /// </summary>
    /// <param name="tree">The tree's name: 1-80 characters of a-z, 0-9 and '-'.</param>
    /// <param name="entries">The entries; their records must have been added to this vault.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="ArgumentException">A name or text is outside its bounds.</exception>
    public ValueTask StageAsync(
        string tree,
        IReadOnlyList<TreeEntry> entries,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    /// <summary>
    /// Makes everything added and staged so far durable. Returns the number to resume from, greater than any before it.
    /// </summary>
    public Task<long> CheckpointAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>
    /// Builds the trees and writes the root record, last, after every new pack was read back and compared.
    /// </summary>
    /// <param name="factsJson">The caller's JSON object, at most 1 MiB and 60 levels deep.</param>
    /// <param name="cancellationToken">Stops the commit; the root may or may not be there afterwards.</param>
    /// <exception cref="RecordNotFoundException">A staged entry names a record that was never added.</exception>
    /// <exception cref="RootExistsException">Another writer committed this root meanwhile.</exception>
    /// <exception cref="System.Text.Json.JsonException">The facts are not a JSON object, or too deep.</exception>
    public Task<RootRecord> CommitAsync(
        ReadOnlyMemory<byte> factsJson,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    /// <summary>Stops the background work. Without a commit, everything since the last checkpoint is garbage.</summary>
    public ValueTask DisposeAsync() => throw new NotSupportedException();
}
