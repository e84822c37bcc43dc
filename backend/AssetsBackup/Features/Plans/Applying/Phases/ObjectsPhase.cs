using System.Runtime.ExceptionServices;
using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Plans.Applying.Phases;

/// <summary>
/// Creates the objects wave by wave, a window of them under way at once, each with the references that can be set already
/// (contract §6.7, 8). Memory holds one window.
/// </summary>
internal sealed class ObjectsPhase(Restore restore, ObjectReferences references)
{
    private const string Step = "Creating objects";
    private const int Window = 8;
    private readonly ObjectBody body = new(restore);
    private long done;

    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        var window = new List<PlanStep>();
        var wave = "";
        await foreach (
            var (entry, content) in restore.Plan.ReadAsync(
                PlanTree.Actions,
                null,
                cancellationToken
            )
        )
        {
            if (!PlanTree.IsOfKind(entry, PlanKinds.Object))
                continue;
            if (window.Count == Window || PlanTree.WaveOf(entry) != wave)
                await CreateAsync(window, cancellationToken);
            wave = PlanTree.WaveOf(entry);
            window.Add(PlanStep.Read(content));
        }
        await CreateAsync(window, cancellationToken);
    }

    private async Task CreateAsync(List<PlanStep> window, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var begun = await restore.Journal.FindAsync(
            MappedKind.Object,
            window.Select(step => step.SourceId),
            cancellationToken
        );
        var open = window.Where(step => !begun.ContainsKey(step.SourceId)).ToList();
        if (open.Count > 0)
            await CreateOpenAsync(open, cancellationToken);
        done += window.Count;
        window.Clear();
        await restore.Run.ReportAsync(Step, done, restore.Facts.ObjectCount, cancellationToken);
    }

    private async Task CreateOpenAsync(
        IReadOnlyList<PlanStep> window,
        CancellationToken cancellationToken
    )
    {
        var bodies = await BodiesAsync(window, cancellationToken);
        await restore.Journal.IntendAsync(
            MappedKind.Object,
            bodies.Select(one => one.SourceId),
            cancellationToken
        );
        var attempts = await Task.WhenAll(
            bodies.Select(one => AttemptAsync(one.SourceId, one.Body))
        );
        // From here on nothing may be cancelled: what was written must be known.
        await restore.Journal.RecordAsync(
            [.. attempts.Select(attempt => attempt.Result).OfType<WriteResult>()],
            CancellationToken.None
        );
        await restore.Journal.WithdrawAsync(
            MappedKind.Object,
            attempts.Where(attempt => attempt.IsNotDone).Select(attempt => attempt.SourceId),
            CancellationToken.None
        );
        attempts.FirstOrDefault(attempt => attempt.IsLost)?.Throw();
        attempts.FirstOrDefault(attempt => attempt.Failure is not null)?.Throw();
    }

    private async Task<IReadOnlyList<(string SourceId, ObjectIn Body)>> BodiesAsync(
        IReadOnlyList<PlanStep> window,
        CancellationToken cancellationToken
    )
    {
        var sources = new List<(PlanStep Step, ObjectRecord Record)>();
        var lost = new List<WriteResult>();
        foreach (var step in window)
            if (await ReadAsync(restore, step, cancellationToken) is { } record)
                sources.Add((step, record));
            else
                lost.Add(
                    WriteResult.Refused(
                        MappedKind.Object,
                        step.SourceId,
                        $"Object {step.SourceId}",
                        "The backup is damaged there since the plan was made."
                    )
                );
        if (lost.Count > 0)
            await restore.Journal.RecordAsync(lost, cancellationToken);
        var objects = await references.FindAsync(
            sources.SelectMany(one => body.ReferencesOf(one.Record, IsNotDeferred(one.Step))),
            cancellationToken
        );
        return
        [
            .. sources.Select(one =>
                (one.Step.SourceId, body.Of(one.Record, IsNotDeferred(one.Step), objects))
            ),
        ];
    }

    private async Task<Attempt> AttemptAsync(string sourceId, ObjectIn created)
    {
        try
        {
            var answer = await restore.Assets.CreateObjectAsync(created, CancellationToken.None);
            return new Attempt(
                sourceId,
                new WriteResult(MappedKind.Object, sourceId, answer.Id, answer.ObjectKey)
            );
        }
        catch (ValidationRefusedException refused)
        {
            return new Attempt(
                sourceId,
                WriteResult.Refused(
                    MappedKind.Object,
                    sourceId,
                    $"Object {sourceId}",
                    Refusal.ReasonOf(refused, restore)
                )
            );
        }
        catch (Exception failure)
        {
            // Held until the whole window is recorded, then thrown.
            return new Attempt(sourceId, null, failure);
        }
    }

    /// <summary>Null where the backup cannot give the object any more, asked twice.</summary>
    internal static async Task<ObjectRecord?> ReadAsync(
        Restore restore,
        PlanStep step,
        CancellationToken cancellationToken
    ) =>
        await ReadOnceAsync(restore, step, cancellationToken)
        ?? await ReadOnceAsync(restore, step, cancellationToken);

    private static async Task<ObjectRecord?> ReadOnceAsync(
        Restore restore,
        PlanStep step,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return RecordJson.Read<ObjectRecord>(
                await restore.Open.Snapshot.ReadRecordAsync(
                    RecordId.Parse(step.Record!),
                    cancellationToken
                )
            );
        }
        catch (VaultException e) when (e is VaultDamagedException or RecordNotFoundException)
        {
            // Where not even the backup's own record is read, the storage is away, and no object is lost.
            await restore.Open.Vault.OpenRootAsync(
                RootKind.Snapshot,
                restore.Facts.SnapshotId,
                cancellationToken
            );
            return null;
        }
    }

    private static Func<string, bool> IsNotDeferred(PlanStep step) =>
        attribute => step.Deferred?.Contains(attribute) != true;

    private sealed record Attempt(string SourceId, WriteResult? Result, Exception? Failure = null)
    {
        public bool IsLost => Failure is AnswerLostException;

        public bool IsNotDone => Failure is not null && Undone.IsCertain(Failure);

        public void Throw() => ExceptionDispatchInfo.Throw(Failure!);
    }
}
