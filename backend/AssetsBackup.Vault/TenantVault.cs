namespace AssetsBackup.Vault;

/// <summary>
/// One tenant's vault: immutable, content-addressed, encrypted (docs/vault-format.md). An instance keeps the index in
/// memory, 27 to 54 bytes a record, and may be used from several threads and by several writers at once. Other processes may
/// write to and prune the same vault meanwhile.
/// </summary>
public sealed partial class TenantVault
{
    private readonly VaultContext context;

    private TenantVault(VaultContext context) => this.context = context;

    /// <summary>
    /// How many index blobs could not be read when the vault was opened: what only they name is stored anew by who writes it
    /// again, until <see cref="RepairAsync"/> works them out from the packs.
    /// </summary>
    public int UnreadableIndexes { get; private init; }

    /// <summary>Opens the vault in the store.</summary>
    /// <param name="store">The tenant's store.</param>
    /// <param name="keys">The tenant's keys; the caller disposes them after the last use of the vault.</param>
    /// <param name="clock">For the time of commits.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <exception cref="VaultMissingException">The store is empty; nothing was written.</exception>
    /// <exception cref="VaultFormatTooNewException">The vault, an index or a condemnation in it was written by a newer program.</exception>
    /// <exception cref="ForeignTenantException">The vault belongs to another tenant than the keys.</exception>
    /// <exception cref="VaultDamagedException">The vault blob is missing or damaged; <see cref="RepairAsync"/> may restore it.</exception>
    public static async Task<TenantVault> OpenAsync(
        IBlobStore store,
        TenantKeys keys,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(keys);
        var blobs = new SealedBlobs(store, keys);
        await VaultHeader.OpenAsync(blobs, cancellationToken);
        return await LoadAsync(blobs, clock, cancellationToken);
    }

    /// <summary>
    /// As <see cref="OpenAsync"/>, and makes a new vault when the store is empty: for the first use of a store, never for one
    /// that is known to have a vault.
    /// </summary>
    public static async Task<TenantVault> OpenOrCreateAsync(
        IBlobStore store,
        TenantKeys keys,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(keys);
        var blobs = new SealedBlobs(store, keys);
        await VaultHeader.OpenOrCreateAsync(blobs, clock, cancellationToken);
        return await LoadAsync(blobs, clock, cancellationToken);
    }

    private static async Task<TenantVault> LoadAsync(
        SealedBlobs blobs,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var opened = new VaultContext(blobs, clock);
        var seen = await opened.IndexBlobs.LoadAsync(comparePacks: true, cancellationToken);
        return new TenantVault(opened) { UnreadableIndexes = seen.Damaged.Count };
    }

    /// <summary>
    /// Restores what can be worked out from the rest of the store: the vault blob, and the index from the packs. Damaged
    /// indexes are deleted once every pack that can be read is in another, and damaged condemnations once what they kept away from
    /// is condemned again. No pack and no root record is touched.
    /// </summary>
    /// <exception cref="ForeignTenantException">The vault belongs to another tenant than the keys.</exception>
    /// <exception cref="VaultMissingException">The store is empty.</exception>
    /// <exception cref="NothingOpensException">The vault blob is missing or damaged, and no pack opens with these keys.</exception>
    public static Task<RepairReport> RepairAsync(
        IBlobStore store,
        TenantKeys keys,
        TimeProvider clock,
        CancellationToken cancellationToken
    ) => new Repair(new SealedBlobs(store, keys), clock).RunAsync(cancellationToken);

    /// <summary>
    /// Deletes what nothing can restore and pruning cannot do without: records of snapshots and plans that are damaged or of
    /// which a tree page or chunk list is lost, packs that cannot be read and that no index names, annotations that are damaged or
    /// of a root that is gone, the progress of unfinished runs that lost a part of it. What only they needed is garbage from then on. A root with a sound earlier
    /// revision is at that one, one without its annotation is not pinned; what could still be read of a root with a lost page
    /// goes with it. For when someone has decided to give them up, after <see cref="RepairAsync"/>; nobody else may use the
    /// vault meanwhile.
    /// </summary>
    /// <returns>The blobs that were deleted.</returns>
    /// <exception cref="VaultDamagedException">The vault blob or an index cannot be read: repair first. Nothing was deleted.</exception>
    /// <exception cref="VaultMissingException">The store is empty.</exception>
    /// <exception cref="VaultFormatTooNewException">Something was written by a newer program; nothing was deleted.</exception>
    /// <exception cref="ForeignTenantException">The vault belongs to another tenant than the keys.</exception>
    public static Task<IReadOnlyList<LostBlob>> DiscardDamagedAsync(
        IBlobStore store,
        TenantKeys keys,
        CancellationToken cancellationToken
    ) => new LostBlobs(new SealedBlobs(store, keys)).DiscardAsync(cancellationToken);

    /// <summary>What <see cref="DiscardDamagedAsync"/> would delete; deletes nothing and fails as it does.</summary>
    public static Task<IReadOnlyList<LostBlob>> FindLostAsync(
        IBlobStore store,
        TenantKeys keys,
        CancellationToken cancellationToken
    ) => new LostBlobs(new SealedBlobs(store, keys)).FindAsync(cancellationToken);

    /// <summary>Begins a new root. What an earlier, uncommitted writer staged for the same root is dropped.</summary>
    /// <exception cref="RootExistsException">The root is already committed.</exception>
    public Task<RootWriter> BeginAsync(
        RootKind kind,
        Guid id,
        CancellationToken cancellationToken
    ) => WriteAsync(new WriterStart(kind, id), cancellationToken);

    /// <summary>
    /// Begins a root or goes on with one exactly from a checkpoint; what was staged after it is dropped, records that were
    /// added after it may be found again.
    /// </summary>
    /// <exception cref="RootExistsException">The root is already committed: the earlier writer came to its end.</exception>
    /// <exception cref="CheckpointNotFoundException">The checkpoint is not in the vault.</exception>
    /// <exception cref="VaultDamagedException">A progress part up to the checkpoint is damaged.</exception>
    /// <exception cref="VaultFormatTooNewException">Something that it looks at was written by a newer program.</exception>
    public async Task<RootWriter> WriteAsync(WriterStart start, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(start);
        var (kind, id, revision) = (start.Kind, start.Id, start.Revision);
        if (await context.Roots.ExistsAsync(kind, id, revision, cancellationToken))
            throw new RootExistsException(kind, id);
        // The writer before this one may have been another process: its records are in indexes not seen yet.
        var seen = await context.IndexBlobs.LoadAsync(comparePacks: true, cancellationToken);
        var progress = new ProgressLog(context.Blobs, kind, id, revision);
        await progress.ResumeAsync(start.Checkpoint, cancellationToken);
        return new RootWriter(context, start, progress, seen.Condemnations);
    }

    /// <summary>Lists the roots that were begun and not committed, those of writers at work included.</summary>
    public async Task<IReadOnlyList<UnfinishedRoot>> ListUnfinishedAsync(
        CancellationToken cancellationToken
    )
    {
        var unfinished = await new UnfinishedRoots(context.Blobs).ListAsync(cancellationToken);
        return [.. unfinished.Keys];
    }

    /// <summary>Gives an unfinished root up: its writer is gone and will not be resumed.</summary>
    public async Task DropUnfinishedAsync(UnfinishedRoot root, CancellationToken cancellationToken)
    {
        var unfinished = new UnfinishedRoots(context.Blobs);
        var all = await unfinished.ListAsync(cancellationToken);
        await unfinished.DeleteAsync(all.GetValueOrDefault(root, []), cancellationToken);
    }

    /// <summary>Lists the committed roots of a kind, each at its highest readable revision, in no order.</summary>
    /// <exception cref="VaultDamagedException">A root record is damaged; all readable ones were listed before.</exception>
    /// <exception cref="VaultFormatTooNewException">As for a damaged one, of one that a newer program wrote.</exception>
    public IAsyncEnumerable<RootRecord> ListAsync(
        RootKind kind,
        CancellationToken cancellationToken
    ) => context.Roots.ListAsync(kind, cancellationToken);

    /// <summary>Opens a committed root for reading.</summary>
    /// <exception cref="RootNotFoundException">No such root was committed.</exception>
    /// <exception cref="VaultDamagedException">Its record is damaged.</exception>
    /// <exception cref="VaultFormatTooNewException">Its record or an index was written by a newer program.</exception>
    public async Task<RootReader> OpenRootAsync(
        RootKind kind,
        Guid id,
        CancellationToken cancellationToken
    )
    {
        var record = await context.Roots.GetAsync(kind, id, cancellationToken);
        await context.IndexBlobs.LoadAsync(comparePacks: false, cancellationToken);
        return new RootReader(context, record);
    }

    /// <summary>What was said of a root; <see cref="RootAnnotation.None"/> when nothing was.</summary>
    /// <exception cref="VaultDamagedException">The annotation cannot be read; it is never taken for none.</exception>
    /// <exception cref="VaultFormatTooNewException">It was written by a newer program.</exception>
    public Task<RootAnnotation> GetAnnotationAsync(
        RootKind kind,
        Guid id,
        CancellationToken cancellationToken
    ) => context.Annotations.GetAsync(kind, id, cancellationToken);

    /// <summary>Says something of a root, in the place of what was said before. The last call wins.</summary>
    /// <exception cref="RootNotFoundException">No such root was committed.</exception>
    /// <exception cref="ArgumentException">The description is too long.</exception>
    public async Task AnnotateAsync(
        RootKind kind,
        Guid id,
        RootAnnotation annotation,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(annotation);
        Annotations.Checked(annotation);
        await EnsureCommittedAsync(kind, id, cancellationToken);
        await context.Annotations.PutAsync(kind, id, annotation, cancellationToken);
    }

    /// <summary>Changes what is said of a root. Of two that change it at once one changes what the other has said.</summary>
    /// <param name="kind">The kind of the root.</param>
    /// <param name="id">The root.</param>
    /// <param name="change">What it makes of what is said. It is called again where others came between, also of what it made itself: twice must be as once.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <exception cref="RootNotFoundException">No such root was committed.</exception>
    /// <exception cref="ArgumentException">The description is too long.</exception>
    /// <exception cref="VaultDamagedException">What is said cannot be read; nothing was changed.</exception>
    public async Task AnnotateAsync(
        RootKind kind,
        Guid id,
        Func<RootAnnotation, RootAnnotation> change,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(change);
        await EnsureCommittedAsync(kind, id, cancellationToken);
        await context.Annotations.ChangeAsync(
            kind,
            id,
            said => Annotations.Checked(change(said)),
            cancellationToken
        );
    }

    private async Task EnsureCommittedAsync(
        RootKind kind,
        Guid id,
        CancellationToken cancellationToken
    )
    {
        if (!await context.Roots.ExistsAsync(kind, id, revision: 1, cancellationToken))
            throw new RootNotFoundException(kind, id);
    }

    /// <summary>
    /// Deletes a root; an absent one is no error. What only it needed is freed by <see cref="PruneAsync"/>, later.
    /// </summary>
    /// <exception cref="RootPinnedException">It is pinned; nothing was changed.</exception>
    /// <exception cref="VaultDamagedException">Its annotation cannot be read: it may be pinned. Nothing was changed.</exception>
    public async Task DeleteAsync(RootKind kind, Guid id, CancellationToken cancellationToken)
    {
        if ((await context.Annotations.GetAsync(kind, id, cancellationToken)).IsPinned)
            throw new RootPinnedException(kind, id);
        await context.Roots.DeleteAsync(kind, id, cancellationToken);
        await context.Annotations.DeleteAsync(kind, id, cancellationToken);
    }

    /// <summary>
    /// Frees what no root needs, in two phases: packs without a needed record are condemned; those condemned for longer
    /// than <see cref="PruneMargins.Condemned"/> and still not needed are deleted. Packs of which little is needed, and small
    /// ones, are written together; so are indexes. Backups and restores may go on meanwhile.
    /// </summary>
    /// <exception cref="PruneRefusedException">Something that says what is needed cannot be read; nothing was deleted.</exception>
    public Task<PruneReport> PruneAsync(
        PruneMargins margins,
        CancellationToken cancellationToken
    ) => new Prune(context.Blobs, context.Clock, margins).RunAsync(cancellationToken);

    /// <summary>
    /// Checks the vault, or a part of it. Damage never throws: it is reported, with the blob and the
    /// entries that it hits. Only failures of the store and cancellation throw.
    /// </summary>
    /// <param name="scope">All, one root, or a slice of the packs.</param>
    /// <param name="readData">
    /// True reads every pack needed and compares every record with its id; false checks that all is there and that every
    /// tree page, index and root record is readable.
    /// </param>
    /// <param name="progress">Told now and then how far it is; may be null.</param>
    /// <param name="cancellationToken">Stops the verification.</param>
    public Task<VerifyReport> VerifyAsync(
        VerifyScope scope,
        bool readData,
        IProgress<VerifyProgress>? progress,
        CancellationToken cancellationToken
    ) => new Verification(context.Blobs, scope, readData, progress).RunAsync(cancellationToken);

    /// <summary>As <see cref="VerifyAsync(VerifyScope, bool, IProgress{VerifyProgress}?, CancellationToken)"/>, of a vault that may not open.</summary>
    public static Task<VerifyReport> VerifyAsync(
        IBlobStore store,
        TenantKeys keys,
        VerifyScope scope,
        bool readData,
        IProgress<VerifyProgress>? progress,
        CancellationToken cancellationToken
    ) =>
        new Verification(new SealedBlobs(store, keys), scope, readData, progress).RunAsync(
            cancellationToken
        );
}
