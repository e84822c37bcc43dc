using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Features.Runs;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Plans.Applying;

/// <summary>What the phases of one restore share.</summary>
internal sealed class Restore(
    OpenPlan open,
    RootReader plan,
    RestoreJournal journal,
    DefinitionIds ids,
    RunContext run
)
{
    public OpenPlan Open => open;
    public IAssetsApi Assets => open.Assets;
    public SnapshotDefinitions Source => open.Source;
    public RootReader Plan => plan;
    public PlanFacts Facts { get; } = PlanFacts.Read(plan);
    public RestoreJournal Journal => journal;
    public DefinitionIds Ids => ids;
    public RunContext Run => run;
    public RestoreReport Report { get; } = new(run);

    public string SchemaId => ids.Of(MappedKind.Schema, Source.Facts.SchemaId);

    /// <summary>The steps of one kind but objects, in their order.</summary>
    public async IAsyncEnumerable<PlanStep> StepsAsync(
        string kind,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await foreach (
            var (_, content) in plan.ReadAsync(
                PlanTree.Actions,
                PlanTree.GroupOf(kind),
                cancellationToken
            )
        )
            yield return PlanStep.Read(content);
    }

    /// <summary>
    /// Creates one definition unless an earlier attempt of this run did. False when the destination refused it; that is
    /// reported already.
    /// </summary>
    public async Task<bool> CreateAsync(
        MappedKind kind,
        string sourceId,
        string name,
        Func<CancellationToken, Task<Created>> create,
        CancellationToken cancellationToken
    )
    {
        if (ids.Find(kind, sourceId) is not null)
            return true;
        if (await journal.IsRefusedAsync(kind, sourceId, cancellationToken))
            return false;
        await journal.IntendAsync(kind, [sourceId], cancellationToken);
        WriteResult result;
        try
        {
            // Not cancelled while under way: its answer would be lost.
            var created = await create(CancellationToken.None);
            result = new WriteResult(kind, sourceId, created.Id);
        }
        catch (ValidationRefusedException refused)
        {
            result = WriteResult.Refused(
                kind,
                sourceId,
                $"The {Words(kind)} '{name}'",
                Refusal.ReasonOf(refused, this)
            );
        }
        catch (Exception failure) when (Undone.IsCertain(failure))
        {
            await journal.WithdrawAsync(kind, [sourceId], CancellationToken.None);
            throw;
        }
        await journal.RecordAsync([result], CancellationToken.None);
        if (result.DestinationId is { } id)
            ids.Add(kind, sourceId, id);
        return !result.IsRefused;
    }

    /// <summary>Notes something that exists at the destination as what becomes of a thing of the source.</summary>
    public async Task UseAsync(
        MappedKind kind,
        string sourceId,
        string destinationId,
        CancellationToken cancellationToken
    )
    {
        await journal.RecordAsync(
            [new WriteResult(kind, sourceId, destinationId)],
            cancellationToken
        );
        ids.Add(kind, sourceId, destinationId);
    }

    private static string Words(MappedKind kind) =>
        kind switch
        {
            MappedKind.ReferenceType => "reference type",
            MappedKind.ObjectType => "object type",
            _ => kind.ToString().ToLowerInvariant(),
        };
}
