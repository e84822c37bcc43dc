using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Plans.Applying;

/// <summary>How one write ended.</summary>
/// <param name="DestinationId">Null when it was refused.</param>
internal sealed record WriteResult(
    MappedKind Kind,
    string SourceId,
    string? DestinationId,
    string? DestinationKey = null
)
{
    public Refusal? Refusal { get; private init; }

    public bool IsRefused => Refusal is not null;

    /// <param name="kind">Of what was refused.</param>
    /// <param name="sourceId">Its id at the source.</param>
    /// <param name="what">What it is, for the admin: <c>Object 88</c>.</param>
    /// <param name="reason">Why, without values.</param>
    public static WriteResult Refused(
        MappedKind kind,
        string sourceId,
        string what,
        string reason
    ) => new(kind, sourceId, null) { Refusal = new Refusal(what, reason) };
}

/// <summary>
/// The intent journal of a restore, and the id map beside it. An intent is durable before its call is made; the outcome
/// and the map entry are stored in one transaction after it.
/// </summary>
internal sealed class RestoreJournal(
    IDbContextFactory<AppDatabase> databases,
    RunContext run,
    MapScope scope,
    TimeProvider clock
)
{
    public static string ActionOf(MappedKind kind, string sourceId) =>
        $"{char.ToLowerInvariant(kind.ToString()[0])}{kind.ToString()[1..]}/{sourceId}";

    /// <summary>Writes whose intent has no outcome: nobody knows whether they were done.</summary>
    public async Task<IReadOnlyList<string>> UndecidedAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await Entries(database)
            .Where(entry => entry.Outcome == null)
            .OrderBy(entry => entry.Action)
            .Select(entry => entry.Action)
            .ToListAsync(cancellationToken);
    }

    /// <summary>The entries of these things, by id at the source; things never begun are not in it.</summary>
    public async Task<IReadOnlyDictionary<string, JournalEntry>> FindAsync(
        MappedKind kind,
        IEnumerable<string> sourceIds,
        CancellationToken cancellationToken
    )
    {
        var actions = sourceIds.Distinct().ToDictionary(id => ActionOf(kind, id));
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var entries = await Entries(database)
            .Where(entry => actions.Keys.Contains(entry.Action))
            .ToListAsync(cancellationToken);
        return entries.ToDictionary(entry => actions[entry.Action]);
    }

    /// <summary>What was written of a kind: id at the source, id at the destination.</summary>
    public async Task<Dictionary<string, string>> WrittenAsync(
        MappedKind kind,
        CancellationToken cancellationToken
    )
    {
        var prefix = ActionOf(kind, "");
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await Entries(database)
            .Where(entry =>
                entry.Action.StartsWith(prefix) && entry.Outcome == JournalOutcome.Written
            )
            .ToDictionaryAsync(
                entry => entry.Action[prefix.Length..],
                entry => entry.DestinationId!,
                cancellationToken
            );
    }

    /// <summary>Whether the destination refused this thing in an earlier attempt of this run.</summary>
    public async Task<bool> IsRefusedAsync(
        MappedKind kind,
        string sourceId,
        CancellationToken cancellationToken
    )
    {
        var action = ActionOf(kind, sourceId);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await Entries(database)
            .AnyAsync(
                entry => entry.Action == action && entry.Outcome == JournalOutcome.Refused,
                cancellationToken
            );
    }

    public async Task<IReadOnlyList<JournalEntry>> RefusedAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await Entries(database)
            .Where(entry => entry.Outcome == JournalOutcome.Refused)
            .OrderBy(entry => entry.Action)
            .ToListAsync(cancellationToken);
    }

    public async Task<(int Written, int Refused)> CountAsync(
        MappedKind kind,
        CancellationToken cancellationToken
    )
    {
        var prefix = ActionOf(kind, "");
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var entries = Entries(database).Where(entry => entry.Action.StartsWith(prefix));
        return (
            await entries.CountAsync(
                entry => entry.Outcome == JournalOutcome.Written,
                cancellationToken
            ),
            await entries.CountAsync(
                entry => entry.Outcome == JournalOutcome.Refused,
                cancellationToken
            )
        );
    }

    public Task IntendAsync(
        MappedKind kind,
        IEnumerable<string> sourceIds,
        CancellationToken cancellationToken
    ) =>
        run.SaveAsync(
            (database, _) =>
            {
                foreach (var id in sourceIds)
                    database.Journal.Add(NewEntry(ActionOf(kind, id)));
                return Task.CompletedTask;
            },
            cancellationToken
        );

    /// <summary>Takes back the intents of writes that are known not to have been done.</summary>
    public Task WithdrawAsync(
        MappedKind kind,
        IEnumerable<string> sourceIds,
        CancellationToken cancellationToken
    )
    {
        var actions = sourceIds.Select(id => ActionOf(kind, id)).ToList();
        return run.SaveAsync(
            (database, _) =>
                database
                    .Journal.Where(entry =>
                        entry.TenantId == run.TenantId
                        && entry.RunId == run.Id
                        && entry.Outcome == null
                        && actions.Contains(entry.Action)
                    )
                    .ExecuteDeleteAsync(cancellationToken),
            cancellationToken
        );
    }

    /// <summary>Stores outcomes: for what was written its place in the id map too, for what was refused its line in the log.</summary>
    public Task RecordAsync(
        IReadOnlyList<WriteResult> results,
        CancellationToken cancellationToken
    ) =>
        run.SaveAsync(
            async (database, _) =>
            {
                await AddOutcomesAsync(database, results, cancellationToken);
                await IdMap.AddAsync(
                    database,
                    scope,
                    run.Id,
                    [.. results.Where(result => !result.IsRefused)],
                    cancellationToken
                );
            },
            cancellationToken
        );

    private async Task AddOutcomesAsync(
        AppDatabase database,
        IReadOnlyList<WriteResult> results,
        CancellationToken cancellationToken
    )
    {
        var byAction = results.ToDictionary(result => ActionOf(result.Kind, result.SourceId));
        var intents = await database
            .Journal.Where(entry =>
                entry.TenantId == run.TenantId
                && entry.RunId == run.Id
                && byAction.Keys.Contains(entry.Action)
            )
            .ToDictionaryAsync(entry => entry.Action, cancellationToken);
        foreach (var (action, result) in byAction)
        {
            if (!intents.TryGetValue(action, out var entry))
                database.Journal.Add(entry = NewEntry(action));
            entry.Outcome = result.IsRefused ? JournalOutcome.Refused : JournalOutcome.Written;
            (entry.DoneAt, entry.DestinationId) = (clock.GetUtcNow(), result.DestinationId);
            entry.Reason = result.Refusal?.Reason;
            if (result.Refusal is { } refusal)
                database.RunLog.Add(run.Line(RunLogLevel.Warning, refusal.InWords));
        }
    }

    private IQueryable<JournalEntry> Entries(AppDatabase database) =>
        database
            .Journal.AsNoTracking()
            .Where(entry => entry.TenantId == run.TenantId && entry.RunId == run.Id);

    private JournalEntry NewEntry(string action) =>
        new()
        {
            RunId = run.Id,
            TenantId = run.TenantId,
            Action = action,
            IntendedAt = clock.GetUtcNow(),
        };
}
