using AssetsBackup.Features.Runs;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Plans.Planning;

/// <summary>Writes a plan into the vault as a tree of steps, streaming: memory does not grow with its values.</summary>
internal sealed class PlanWriter(OpenPlan open, RunContext run)
{
    private const int Batch = 500;
    private const string Ordering = "Ordering the objects";
    private const string Writing = "Writing the plan";

    /// <summary>The summary of the plan, where an earlier attempt came as far as committing it.</summary>
    public static async Task<PlanSummary?> FindAsync(
        OpenPlan open,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var root = await open.Vault.OpenRootAsync(
                RootKind.Plan,
                open.Plan.Id,
                cancellationToken
            );
            return PlanFacts.Read(root).Summary;
        }
        catch (RootNotFoundException)
        {
            return null;
        }
    }

    public async Task<PlanSummary> WriteAsync(
        DefinitionPlan definitions,
        ObjectScan objects,
        ForeignThings foreign,
        CancellationToken cancellationToken
    )
    {
        await objects.OrderAsync(
            done => run.ReportAsync(Ordering, done, null, cancellationToken),
            cancellationToken
        );
        run.Lease.EnsureHeld();
        await using var writer = await open.Vault.BeginAsync(
            RootKind.Plan,
            open.Plan.Id,
            cancellationToken
        );
        await WriteDefinitionsAsync(writer, definitions, cancellationToken);
        await WriteForeignAsync(writer, foreign, cancellationToken);
        await WriteObjectsAsync(writer, objects, cancellationToken);
        var summary = PlanEstimate.Summarize(open.Source, definitions, objects);
        var facts = new PlanFacts(
            open.Plan.SnapshotId,
            open.Source.Facts.WorkspaceId,
            open.Destination.WorkspaceId,
            summary,
            foreign.Types,
            objects.CountByType,
            foreign.Schemas,
            objects.LeftOutValues,
            objects.Lost.Count > 0 ? objects.Lost.InWords() : null
        );
        run.Lease.EnsureHeld();
        await writer.CommitAsync(facts.ToJson(), cancellationToken);
        return summary;
    }

    private static async Task WriteDefinitionsAsync(
        RootWriter writer,
        DefinitionPlan definitions,
        CancellationToken cancellationToken
    )
    {
        var entries = new List<TreeEntry>();
        foreach (var step in definitions.Steps)
        {
            var record = await writer.AddRecordAsync(step.ToJson(), cancellationToken);
            entries.Add(
                new TreeEntry(
                    PlanTree.GroupOf(step.Kind),
                    step.SourceId,
                    Key: "",
                    TreeEntry.Clip(step.Name),
                    UpdatedUtcTicks: 0,
                    record
                )
            );
        }
        await writer.StageAsync(PlanTree.Actions, entries, cancellationToken);
    }

    private static async Task WriteForeignAsync(
        RootWriter writer,
        ForeignThings foreign,
        CancellationToken cancellationToken
    )
    {
        var entries = new List<TreeEntry>();
        foreach (var (id, there) in foreign.Objects)
        {
            var record = await writer.AddRecordAsync(there.ToJson(), cancellationToken);
            entries.Add(
                new TreeEntry(
                    "",
                    id,
                    TreeEntry.Clip(there.Key),
                    Label: "",
                    UpdatedUtcTicks: 0,
                    record
                )
            );
        }
        await writer.StageAsync(PlanTree.Foreign, entries, cancellationToken);
    }

    private async Task WriteObjectsAsync(
        RootWriter writer,
        ObjectScan objects,
        CancellationToken cancellationToken
    )
    {
        var actions = new List<TreeEntry>();
        var deferred = new List<TreeEntry>();
        long done = 0;
        await foreach (var (step, wave, key) in objects.StepsAsync(cancellationToken))
        {
            var record = await writer.AddRecordAsync(step.ToJson(), cancellationToken);
            var group = PlanTree.GroupOf(wave, step.TypeId!);
            var entry = new TreeEntry(
                group,
                step.SourceId,
                key,
                TreeEntry.Clip(step.Name),
                0,
                record
            );
            actions.Add(entry);
            if (step.Deferred is not null)
                deferred.Add(entry with { Group = step.TypeId! });
            done++;
            if (actions.Count == Batch)
                await StageAsync();
        }
        await StageAsync();

        async Task StageAsync()
        {
            run.Lease.EnsureHeld();
            await writer.StageAsync(PlanTree.Actions, actions, cancellationToken);
            await writer.StageAsync(PlanTree.Deferred, deferred, cancellationToken);
            actions.Clear();
            deferred.Clear();
            await run.ReportAsync(Writing, done, objects.Count, cancellationToken);
        }
    }
}
