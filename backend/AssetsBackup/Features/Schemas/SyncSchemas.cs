using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Tenants;
using AssetsBackup.Hosting;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Schemas;

/// <summary>Reads which schemas the connection's account sees and brings the grid up to date.</summary>
internal sealed class SyncSchemas(
    AppDatabase database,
    RunCalls calls,
    CloudIds cloudIds,
    IdSource ids,
    TimeProvider clock
) : IRunBody
{
    public RunKind Kind => RunKind.Sync;

    public async Task<RunOutcome> ExecuteAsync(RunContext run, CancellationToken cancellationToken)
    {
        await run.ReportAsync("Reading the list of schemas", 0, null, cancellationToken);
        var connection = await database.Connections.SingleAsync(
            row => row.TenantId == run.TenantId && row.Id == run.ConnectionId,
            cancellationToken
        );
        var assets = calls.Assets(calls.Open(connection), run);
        try
        {
            var seen = await assets.ListAllSchemasAsync(includeCounts: true, cancellationToken);
            if (await new AttachmentsProbe(assets).AskAsync(seen, cancellationToken) is { } told)
                (connection.Attachments, connection.AttachmentsReason) = (told.State, told.Reason);
            var counts = await ApplyAsync(run, connection, assets, seen, cancellationToken);
            return RunOutcome.Succeeded(counts.InWords());
        }
        catch (AtlassianException exception)
        {
            return calls.Outcome(exception);
        }
    }

    private async Task<SyncCounts> ApplyAsync(
        RunContext run,
        Connection connection,
        IAssetsApi assets,
        IReadOnlyList<SchemaLine> seen,
        CancellationToken cancellationToken
    )
    {
        var known = await database
            .Schemas.Where(row => row.TenantId == run.TenantId && row.ConnectionId == connection.Id)
            .ToDictionaryAsync(row => row.AssetsId, StringComparer.Ordinal, cancellationToken);
        var (fresh, done, now) = (0, 0, clock.GetUtcNow());
        foreach (var line in seen)
        {
            if (!known.TryGetValue(line.Id, out var schema))
            {
                database.Schemas.Add(schema = New(connection, line, now));
                fresh++;
            }
            await RefreshAsync(schema, line, assets, now, cancellationToken);
            known.Remove(line.Id);
            await run.ReportAsync("Reading schemas", ++done, seen.Count, cancellationToken);
            await TellErrorAsync(run, schema, cancellationToken);
        }
        var gone = 0;
        foreach (var schema in known.Values)
        {
            var wasDeleted = schema.Status == SchemaStatus.Deleted;
            if (!wasDeleted)
                schema.StatusReason = await WhyUnlistedAsync(
                    assets,
                    schema.AssetsId,
                    cancellationToken
                );
            schema.SyncedAt = now;
            schema.Status = schema.StatusReason is null
                ? SchemaStatus.Deleted
                : SchemaStatus.SyncError;
            if (!wasDeleted && schema.Status == SchemaStatus.Deleted)
                gone++;
            await TellErrorAsync(run, schema, cancellationToken);
        }
        connection.SyncedAt = now;
        if (connection.Role == ConnectionRole.Current)
            await cloudIds.LearnAsync(
                database,
                run.TenantId,
                connection.CloudId,
                cancellationToken
            );
        var inError = database.Schemas.Local.Count(row => row.Status == SchemaStatus.SyncError);
        run.Lease.EnsureHeld();
        await database.SaveChangesAsync(cancellationToken);
        return new SyncCounts(seen.Count, fresh, gone, inError);
    }

    private static async Task TellErrorAsync(
        RunContext run,
        Schema schema,
        CancellationToken cancellationToken
    )
    {
        if (schema.Status == SchemaStatus.SyncError)
            await run.LogAsync(
                RunLogLevel.Warning,
                $"Schema {schema.Key} cannot be read: {schema.StatusReason}",
                cancellationToken
            );
    }

    private Schema New(Connection connection, SchemaLine line, DateTimeOffset now) =>
        new()
        {
            Id = ids.Next(),
            TenantId = connection.TenantId,
            ConnectionId = connection.Id,
            AssetsId = line.Id,
            Name = line.Name ?? line.Id,
            Key = line.ObjectSchemaKey ?? "",
            SyncedAt = now,
        };

    /// <summary>A schema in the list may still be closed to the account: that is found out by reading its types.</summary>
    private static async Task RefreshAsync(
        Schema schema,
        SchemaLine line,
        IAssetsApi assets,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        (schema.Name, schema.Key) = (line.Name ?? line.Id, line.ObjectSchemaKey ?? "");
        (schema.ObjectCount, schema.ObjectTypeCount) = (
            line.ObjectCount ?? 0,
            line.ObjectTypeCount ?? 0
        );
        (schema.CanManage, schema.SyncedAt) = (line.CanManage ?? false, now);
        schema.StatusReason = await WhyClosedAsync(assets, line.Id, cancellationToken);
        schema.Status = schema.StatusReason is null ? SchemaStatus.Active : SchemaStatus.SyncError;
    }

    /// <summary>Null where it is gone. A list that shows less may come of a lost role as well, so the schema itself is asked for.</summary>
    private static async Task<string?> WhyUnlistedAsync(
        IAssetsApi assets,
        string schemaId,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await assets.GetSchemaAsync(schemaId, cancellationToken);
            return "Assets does not list this schema to the account any more. Give it the role Object Schema Manager.";
        }
        catch (AccessDeniedException denied) when (!denied.IsAddressBlocked)
        {
            return "The account may not read this schema any more. Give it the role Object Schema Manager.";
        }
        catch (AtlassianNotFoundException)
        {
            return null;
        }
    }

    private static async Task<string?> WhyClosedAsync(
        IAssetsApi assets,
        string schemaId,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await assets.ListObjectTypesAsync(
                schemaId,
                includeObjectCounts: false,
                cancellationToken
            );
            return null;
        }
        catch (AccessDeniedException denied) when (!denied.IsAddressBlocked)
        {
            return "The account may not read this schema. Give it the role Object Schema Manager.";
        }
        catch (AtlassianNotFoundException)
        {
            return "Assets lists this schema, but does not show it to the account.";
        }
    }
}

internal sealed record SyncCounts(int Found, int New, int Gone, int InError)
{
    public string InWords() =>
        $"{Words.Count(Found, "schema")} found, {New} new, {Gone} gone, {InError} in error";
}
