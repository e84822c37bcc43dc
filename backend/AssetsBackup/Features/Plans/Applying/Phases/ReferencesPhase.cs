using AssetsBackup.Atlassian;

namespace AssetsBackup.Features.Plans.Applying.Phases;

/// <summary>
/// The references that had to wait: in cycles, and to oneself (contract §6.7, 9). Setting them again leaves the same, so
/// the place to go on from is a count.
/// </summary>
internal sealed class ReferencesPhase(Restore restore, ObjectReferences references)
{
    private const string Step = "Setting references in cycles";
    private const int Window = 8;
    private readonly ObjectBody body = new(restore);

    /// <param name="done">How many an earlier attempt has set.</param>
    /// <param name="checkpoint">Stores how many are set.</param>
    /// <param name="cancellationToken">Stops between two windows.</param>
    public async Task ExecuteAsync(
        long done,
        Func<long, Task> checkpoint,
        CancellationToken cancellationToken
    )
    {
        var total = restore.Plan.Record.Trees[PlanTree.Deferred].Entries;
        var entries = restore.Plan.ReadAsync(PlanTree.Deferred, null, cancellationToken);
        var window = new List<PlanStep>();
        long seen = 0;
        await foreach (var (_, content) in entries)
        {
            if (seen++ < done)
                continue;
            window.Add(PlanStep.Read(content));
            if (window.Count < Window && seen < total)
                continue;
            cancellationToken.ThrowIfCancellationRequested();
            await Task.WhenAll(window.Select(step => SetAsync(step, cancellationToken)));
            window.Clear();
            await checkpoint(seen);
            await restore.Run.ReportAsync(Step, seen, total, cancellationToken);
        }
    }

    private async Task SetAsync(PlanStep step, CancellationToken cancellationToken)
    {
        bool IsDeferred(string attribute) => step.Deferred!.Contains(attribute);
        if (await ObjectsPhase.ReadAsync(restore, step, cancellationToken) is not { } source)
        {
            await restore.Report.ProblemAsync(
                $"Object {step.SourceId} is without some references: the backup is damaged there."
            );
            return;
        }
        var objects = await references.FindAsync(
            body.ReferencesOf(source, IsDeferred).Append(step.SourceId),
            cancellationToken
        );
        // What was refused at its creation is reported already.
        if (!objects.TryGetValue(step.SourceId, out var there))
            return;
        var changed = body.Of(source, IsDeferred, objects);
        if (changed.Attributes.Count == 0)
            return;
        try
        {
            await restore.Assets.UpdateObjectAsync(there, changed, cancellationToken);
        }
        catch (ValidationRefusedException refused)
        {
            await restore.Report.ProblemAsync(
                $"Object {step.SourceId} is without some references: {Refusal.ReasonOf(refused, restore)}"
            );
        }
    }
}
