using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Doors;
using AssetsBackup.Features.Alarms;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Notifications;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Tenants;
using AssetsBackup.Hosting;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Schemas;

/// <summary>
/// Reads which schemas the connection's account sees and brings the grid up to date: all of it at once, at the end. A sync
/// that does not come to its end changes no status.
/// </summary>
internal sealed class SyncSchemas(
    AppDatabase database,
    RunCalls calls,
    CloudIds cloudIds,
    IEnumerable<ILicenceSource> licences,
    NewSchemas newSchemas,
    RaiseAlarm raise,
    SchemasNotActive notActive,
    IdSource ids,
    TimeProvider clock
) : IRunBody
{
    // One schema that does not answer does not keep the others waiting as long as a whole run may.
    private static readonly TimeSpan PatienceWithOne = TimeSpan.FromMinutes(2);

    public RunKind Kind => RunKind.Sync;

    public async Task<RunOutcome> ExecuteAsync(RunContext run, CancellationToken cancellationToken)
    {
        await run.ReportAsync("Reading the list of schemas", 0, null, cancellationToken);
        var connection = await database.Connections.SingleAsync(
            row => row.TenantId == run.TenantId && row.Id == run.ConnectionId,
            cancellationToken
        );
        var known = await database
            .Schemas.Where(row =>
                row.TenantId == run.TenantId
                && row.ConnectionId == connection.Id
                && row.WorkspaceId == connection.WorkspaceId
            )
            .ToDictionaryAsync(row => row.AssetsId, StringComparer.Ordinal, cancellationToken);
        try
        {
            return await ReadAsync(run, connection, known, cancellationToken);
        }
        catch (AtlassianException exception)
        {
            return await calls.EndAsync(run, connection, exception, cancellationToken);
        }
    }

    private async Task<RunOutcome> ReadAsync(
        RunContext run,
        Connection connection,
        Dictionary<string, Schema> known,
        CancellationToken cancellationToken
    )
    {
        var (site, now) = (calls.Open(connection), clock.GetUtcNow());
        var assets = calls.Assets(site, run);
        var look = new SchemaLook(calls.Assets(site, run, PatienceWithOne));
        // What is gone is not asked for any more; it comes back by being listed.
        var expected = known.Values.Where(row => row.Status != SchemaStatus.Deleted).ToList();
        var listed = await ListedSchemas.ReadAsync(
            assets,
            [.. expected.Select(row => row.AssetsId)],
            clock,
            cancellationToken
        );
        var changes = new SchemaChanges(now, isFirst: connection.SyncedAt is null);
        foreach (var line in listed.Lines)
        {
            var row = See(connection, known, line, changes);
            changes.Learn(row, await look.AtAsync(line.Id, cancellationToken));
            await run.ReportAsync(
                "Reading schemas",
                changes.Looks,
                listed.Lines.Count,
                cancellationToken
            );
        }
        foreach (var row in expected.Where(row => !listed.Shows(row.AssetsId)))
            changes.Learn(row, await listed.LookForAsync(look, row.AssetsId, cancellationToken));
        if (listed.Refused is null)
            await RefreshAsync(connection, assets, listed.Lines, now, cancellationToken);
        run.Lease.EnsureHeld();
        if (!await SaveAsync(run, connection, changes, cancellationToken))
            return new RunOutcome(RunState.Stopped, "The instance was removed meanwhile.");
        await changes.TellAsync(run, cancellationToken);
        // What is read is saved, whatever becomes of this.
        if (listed.Refused is null && connection.Role == ConnectionRole.Current)
            foreach (var source in licences)
                await source.RefreshAsync(connection.TenantId, cancellationToken);
        var words = changes.InWords(listed.Lines.Count);
        return listed.Refused is { } refused
            ? calls.Outcome(refused) with
            {
                Result = words,
            }
            : RunOutcome.Succeeded(words);
    }

    /// <summary>False, and nothing saved, for an instance that was removed while it was read.</summary>
    private async Task<bool> SaveAsync(
        RunContext run,
        Connection connection,
        SchemaChanges changes,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await database.Database.BeginTransactionAsync(
            cancellationToken
        );
        if (
            await database.Connections.AnyAsync(
                row =>
                    row.TenantId == connection.TenantId
                    && row.Id == connection.Id
                    && row.DeletedAt != null,
                cancellationToken
            )
        )
            return false;
        // First: what is saved has not changed any more.
        await notActive.AddAsync(database, connection.TenantId, cancellationToken);
        await newSchemas.ScheduleAsync(database, changes, cancellationToken);
        foreach (var schema in changes.Gone)
            await RaiseAsync(run, schema, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>What backups hold of a schema that is gone is held until somebody knows of it: more cannot be deleted at once.</summary>
    private async Task RaiseAsync(
        RunContext run,
        Schema schema,
        CancellationToken cancellationToken
    )
    {
        var last = await database
            .Snapshots.AsNoTracking()
            .SingleOrDefaultAsync(
                row => row.TenantId == run.TenantId && row.Id == schema.LastSnapshotId,
                cancellationToken
            );
        if (last is not null)
            await raise.RunAsync(
                database,
                new Alarm
                {
                    Id = ids.Next(),
                    TenantId = run.TenantId,
                    SchemaId = schema.Id,
                    Kind = AlarmKind.SchemaDeleted,
                    RaisedAt = clock.GetUtcNow(),
                    BeforeId = last.Id,
                    BeforeAt = last.TakenAt,
                    Before = last.Objects,
                    Now = 0,
                },
                schema,
                run.Id,
                cancellationToken
            );
    }

    private Schema See(
        Connection connection,
        Dictionary<string, Schema> known,
        SchemaLine line,
        SchemaChanges changes
    )
    {
        if (known.TryGetValue(line.Id, out var schema))
            changes.Renamed(schema, line);
        else
        {
            schema = Schema.Of(ids.Next(), connection, line);
            database.Schemas.Add(schema);
            changes.New(schema, line);
        }
        schema.See(line);
        return schema;
    }

    /// <summary>What a site that lists its schemas tells of itself.</summary>
    private async Task RefreshAsync(
        Connection connection,
        IAssetsReads assets,
        IReadOnlyList<SchemaLine> lines,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (await new AttachmentsProbe(assets).AskAsync(lines, cancellationToken) is { } told)
            (connection.Attachments, connection.AttachmentsReason) = (told.State, told.Reason);
        connection.SyncedAt = now;
        connection.TokenWorks(now);
        if (connection.Role == ConnectionRole.Current)
            await cloudIds.LearnAsync(
                database,
                connection.TenantId,
                connection.CloudId,
                cancellationToken
            );
    }
}
