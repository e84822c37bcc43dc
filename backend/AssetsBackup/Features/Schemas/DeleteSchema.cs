using AssetsBackup.Doors;
using AssetsBackup.Features.Alarms;
using AssetsBackup.Features.Audit;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Vault;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Schemas;

/// <summary>Deletes a schema from the app (product D3a): one that is gone from Assets with its backups, any other without.</summary>
/// <param name="WithBackups">What whoever asks expects: a schema may have come to another status since they looked.</param>
public sealed record DeleteSchema(Guid Id, bool WithBackups) : IRequest<SchemaDeleted>;

/// <param name="Backups">How many were deleted with it.</param>
public sealed record SchemaDeleted(Guid Id, int Backups);

internal sealed class DeleteSchemaHandler(
    AppDatabase database,
    Caller caller,
    TenantVaults vaults,
    SnapshotDeletion deletion,
    TimeProvider clock
) : IRequestHandler<DeleteSchema, SchemaDeleted>
{
    public async ValueTask<SchemaDeleted> Handle(
        DeleteSchema request,
        CancellationToken cancellationToken
    )
    {
        // A storage that is not there is told before anything is marked.
        using var opened = request.WithBackups
            ? await OpenAsync(request.Id, cancellationToken)
            : null;
        var backups = await MarkAsync(request, cancellationToken);
        var isAllGone = true;
        foreach (var snapshot in backups)
            isAllGone &= await EndAsync(snapshot, opened!.Vault, cancellationToken);
        return isAllGone
            ? new SchemaDeleted(request.Id, backups.Count)
            : throw SchemaProblems.SomeBackupsKept();
    }

    /// <returns>False where it is there still: the vault knows it as pinned, or cannot read whether it is.</returns>
    private async Task<bool> EndAsync(
        Snapshot snapshot,
        TenantVault vault,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await deletion.EndAsync(snapshot, vault, caller.AccountId, cancellationToken);
        }
        catch (VaultDamagedException)
        {
            return false;
        }
    }

    /// <summary>The vault of its backups; null where it has none.</summary>
    private async Task<OpenedVault?> OpenAsync(Guid schemaId, CancellationToken cancellationToken)
    {
        // One backup of each place: a place that is not the connected one is refused.
        var ofPlaces = await database
            .Snapshots.Where(row => row.TenantId == caller.TenantId && row.SchemaId == schemaId)
            .GroupBy(row => row.StoragePlaceId)
            .Select(rows => rows.Min(row => row.Id))
            .ToListAsync(cancellationToken);
        foreach (var snapshot in ofPlaces)
            await vaults.PlaceOfSnapshotAsync(caller.TenantId, snapshot, cancellationToken);
        return ofPlaces is [var any, ..]
            ? await vaults.OpenOfSnapshotAsync(caller.TenantId, any, fence: null, cancellationToken)
            : null;
    }

    /// <summary>No run that uses it can be queued between the look and the mark.</summary>
    /// <returns>The backups that are marked, to be deleted from the vault.</returns>
    private async Task<IReadOnlyList<Snapshot>> MarkAsync(
        DeleteSchema request,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await database.Database.BeginTransactionAsync(
            cancellationToken
        );
        var schema =
            await database.Schemas.SingleOrDefaultAsync(
                row =>
                    row.TenantId == caller.TenantId
                    && row.Id == request.Id
                    && row.RemovedAt == null,
                cancellationToken
            ) ?? throw SchemaProblems.NotFound();
        if (request.WithBackups != (schema.Status == SchemaStatus.Deleted))
            throw SchemaProblems.OtherStatus(schema);
        if (await deletion.UsedByAsync(schema, request.WithBackups, cancellationToken) is { } kind)
            throw SchemaProblems.InUse(kind);
        IReadOnlyList<Snapshot> backups = request.WithBackups
            ? await deletion.MarkAllAsync(schema, caller.AccountId, cancellationToken)
            : [];
        database.Audit(
            caller,
            AuditAction.SchemaDeleted,
            AuditSubject.Schema(schema.Id),
            [
                AuditValue.Of("Status", schema.Status.InWords()),
                AuditValue.Of("Backups", request.WithBackups ? $"{backups.Count} deleted" : "kept"),
            ]
        );
        if (request.WithBackups)
            await AcknowledgeAlarmsAsync(schema, cancellationToken);
        await foreach (var schedule in SchedulesOf(schema).WithCancellation(cancellationToken))
            database.Schedules.Remove(schedule);
        schema.RemovedAt = clock.GetUtcNow();
        await database.SaveInTransactionAsync(caller.TenantId, [schema.Id], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return backups;
    }

    /// <summary>Whoever deletes the backups that they hold knows of them.</summary>
    private async Task AcknowledgeAlarmsAsync(Schema schema, CancellationToken cancellationToken)
    {
        var open = await database
            .Alarms.Where(alarm =>
                alarm.TenantId == schema.TenantId
                && alarm.SchemaId == schema.Id
                && alarm.AcknowledgedAt == null
            )
            .ToListAsync(cancellationToken);
        foreach (var alarm in open)
            database.Acknowledge(alarm, caller, clock.GetUtcNow());
    }

    private IAsyncEnumerable<Schedules.Schedule> SchedulesOf(Schema schema) =>
        database
            .Schedules.Where(row => row.TenantId == schema.TenantId && row.SchemaId == schema.Id)
            .AsAsyncEnumerable();
}
