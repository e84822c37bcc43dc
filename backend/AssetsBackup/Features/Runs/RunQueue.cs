using System.Text.Json;
using AssetsBackup.Features.Audit;
using AssetsBackup.Hosting;
using AssetsBackup.Hosting.Database;

namespace AssetsBackup.Features.Runs;

/// <summary>Adds runs. The host looks for queued ones every two seconds; nothing else has to be told.</summary>
internal sealed class RunQueue(IdSource ids, TimeProvider clock)
{
    /// <summary>Queues a run that comes alone.</summary>
    public async Task<RunStarted> StartAsync(
        AppDatabase database,
        NewRun run,
        CancellationToken cancellationToken
    )
    {
        var row = Add(database, run);
        await database.SaveChangesAsync(cancellationToken);
        return new RunStarted(row.Id);
    }

    /// <summary>Adds the row to the caller's unit of work; it is queued once that is saved.</summary>
    public Run Add(AppDatabase database, NewRun run)
    {
        var row = new Run
        {
            Id = ids.Next(),
            TenantId = run.TenantId,
            ConnectionId = run.ConnectionId,
            Kind = run.Kind,
            Lane = run.Kind == RunKind.Restore ? RunLane.Write : RunLane.Read,
            SchemaId = run.SchemaId,
            SnapshotId = run.SnapshotId,
            PlanId = run.PlanId,
            Arguments = JsonSerializer.Serialize(
                run.Arguments ?? new object(),
                JsonSerializerOptions.Web
            ),
            RequestedBy = run.RequestedBy,
            WaitsFor = Run.InQueueWords,
            CreatedAt = clock.GetUtcNow(),
        };
        database.Runs.Add(row);
        AuditOfRun.Started(database, row, run.Told);
        return row;
    }
}

internal sealed record NewRun(Guid TenantId, Guid ConnectionId, RunKind Kind, string RequestedBy)
{
    public Guid? SchemaId { get; init; }
    public Guid? SnapshotId { get; init; }
    public Guid? PlanId { get; init; }

    /// <summary>What the audit log tells of it besides, in words.</summary>
    public IReadOnlyList<AuditValue> Told { get; init; } = [];

    /// <summary>What the run kind needs besides ids, as an object of its own.</summary>
    public object? Arguments { get; init; }
}
