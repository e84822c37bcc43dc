using System.Text.Json;
using AssetsBackup.Features.Audit;
using AssetsBackup.Features.Changes;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AssetsBackup.Features.Plans;

/// <summary>The header of a restore plan; its actions are an immutable tree in the vault.</summary>
internal sealed class Plan : IWatched
{
    public required Guid Id { get; init; }

    public required Guid TenantId { get; init; }

    public required Guid SnapshotId { get; init; }

    /// <summary>Where it would be restored to: the current connection or a target.</summary>
    public required Guid DestinationId { get; init; }

    public required string SchemaName { get; init; }

    public required string SchemaKey { get; init; }

    public PlanState State { get; set; }

    /// <summary>Counts of actions by kind, calls and seconds expected, warnings: JSON of PlanSummary.</summary>
    public string? Summary { get; set; }

    /// <summary>Why it could not be made, or not be applied to its end, in words.</summary>
    public string? Problem { get; set; }

    /// <summary>The run that applies it, or did.</summary>
    public Guid? RestoreRunId { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public long Change { get; set; }

    /// <summary>Whether something is left out that another schema at the destination could make possible.</summary>
    public bool MissesOthers =>
        Summary is not null
        && JsonSerializer.Deserialize<PlanSummary>(Summary, PlanSummary.Json)!.MissesOthers;

    /// <summary>As the audit log tells where a restore goes to.</summary>
    public static IReadOnlyList<AuditValue> InWords(
        Connection destination,
        string schemaName,
        string schemaKey
    ) =>
        [
            AuditValue.Of("Into", destination.SiteUrl),
            AuditValue.Of("As", $"{schemaName} ({schemaKey})"),
        ];

    public void BecomeReady(PlanSummary summary)
    {
        State = PlanState.Ready;
        Summary = JsonSerializer.Serialize(summary, PlanSummary.Json);
        Problem = null;
    }

    /// <summary>
    /// Once its run is over nobody makes or applies it any more. A restore that never began has left nothing: the plan is
    /// as good as before.
    /// </summary>
    public void SettleAfter(Run run)
    {
        if (State == PlanState.Making && run.Kind == RunKind.Plan)
            Fail(
                run.State == RunState.Stopped
                    ? "It was stopped before the plan was ready."
                    : run.ErrorMessage!
            );
        else if (State == PlanState.Applying && RestoreRunId == run.Id && run.StartedAt is null)
            (State, RestoreRunId) = (PlanState.Ready, null);
        else if (State == PlanState.Applying && RestoreRunId == run.Id && run.State.IsGood())
            State = PlanState.Applied;
        else if (State == PlanState.Applying && RestoreRunId == run.Id)
            Fail(
                run.State == RunState.Stopped
                    ? "The restore was stopped before its end."
                    : "The restore did not come to its end; its run says why."
            );
    }

    private void Fail(string problem)
    {
        State = PlanState.Failed;
        Problem = problem;
    }
}

public enum PlanState
{
    Making,
    Ready,
    Applying,
    Applied,
    Failed,
}

internal sealed class PlanConfiguration : IEntityTypeConfiguration<Plan>
{
    public void Configure(EntityTypeBuilder<Plan> builder)
    {
        builder.HasKey(plan => plan.Id);
        builder.Ignore(plan => plan.MissesOthers);
        builder.HasIndex(plan => new { plan.TenantId, plan.SnapshotId });
        builder.HasOne<Snapshot>().WithMany().HasForeignKey(plan => plan.SnapshotId);
    }
}
