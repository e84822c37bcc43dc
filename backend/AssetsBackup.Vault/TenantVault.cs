namespace AssetsBackup.Vault;

/// <summary>
/// One tenant's vault: immutable, content-addressed, encrypted (docs/vault-format.md). An instance keeps the index in
/// memory, 27 to 54 bytes a record, and may be used from several threads and by several writers at once.
/// </summary>
public sealed class TenantVault
{
    private readonly VaultContext context;

    private TenantVault(VaultContext context) => this.context = context;

    /// <summary>Opens the vault in the store; makes a new one when the store is empty.</summary>
    /// <param name="store">The tenant's store.</param>
    /// <param name="keys">The tenant's keys; the caller disposes them after the last use of the vault.</param>
    /// <param name="clock">For the time of commits.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <exception cref="VaultFormatTooNewException">The vault was made by a newer program.</exception>
    /// <exception cref="ForeignTenantException">The vault belongs to another tenant than the keys.</exception>
    /// <exception cref="VaultDamagedException">The vault blob is missing or damaged.</exception>
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
        await VaultHeader.OpenAsync(blobs, clock, cancellationToken);
        var vault = new TenantVault(new VaultContext(blobs, clock));
        await vault.context.IndexBlobs.LoadAsync(comparePacks: true, cancellationToken);
        return vault;
    }

    /// <summary>Begins a new root. What an earlier, uncommitted writer staged for the same root is dropped.</summary>
    /// <exception cref="RootExistsException">The root is already committed.</exception>
    public Task<RootWriter> BeginAsync(
        RootKind kind,
        Guid id,
        CancellationToken cancellationToken
    ) => ResumeAsync(kind, id, checkpoint: 0, cancellationToken);

    /// <summary>
    /// Goes on with an uncommitted root exactly from a checkpoint; what was staged after it is dropped, records that were
    /// added after it may be found again. Checkpoint 0 is the empty beginning.
    /// </summary>
    /// <exception cref="RootExistsException">The root is already committed: the earlier writer came to its end.</exception>
    /// <exception cref="CheckpointNotFoundException">The checkpoint is not in the vault.</exception>
    /// <exception cref="VaultDamagedException">A progress part up to the checkpoint is damaged.</exception>
    public async Task<RootWriter> ResumeAsync(
        RootKind kind,
        Guid id,
        long checkpoint,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegative(checkpoint);
        if (await context.Roots.ExistsAsync(kind, id, cancellationToken))
        {
            throw new RootExistsException(kind, id);
        }
        // The writer before this one may have been another process: its records are in indexes not seen yet.
        await context.IndexBlobs.LoadAsync(comparePacks: true, cancellationToken);
        var progress = new ProgressLog(context.Blobs, kind, id);
        await progress.ResumeAsync(checkpoint, cancellationToken);
        return new RootWriter(context, kind, id, progress);
    }

    /// <summary>Lists the committed roots of a kind, each at its highest readable revision, in no order.</summary>
    /// <exception cref="VaultDamagedException">A root record is damaged; all readable ones were listed before.</exception>
    public IAsyncEnumerable<RootRecord> ListAsync(
        RootKind kind,
        CancellationToken cancellationToken
    ) => context.Roots.ListAsync(kind, cancellationToken);

    /// <summary>Opens a committed root for reading.</summary>
    /// <exception cref="RootNotFoundException">No such root was committed.</exception>
    /// <exception cref="VaultDamagedException">Its record is damaged.</exception>
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

    /// <summary>
    /// Checks the vault, or one root and all that it needs. Damage never throws: it is reported, with the blob and the
    /// entries that it hits. Only failures of the store and cancellation throw.
    /// </summary>
    /// <param name="scope">One root or all.</param>
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
}
