using System.Text.Encodings.Web;
using System.Text.Json;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Audit;

/// <summary>A line of the audit log as screens, terminal and exports show it. Times are UTC.</summary>
/// <param name="Number">From 1, without gaps; the newest is the highest.</param>
/// <param name="Actor">The number that stands for who did it.</param>
/// <param name="Who">The Atlassian account, "operator" or "schedule"; null once that was erased.</param>
/// <param name="SubjectId">Null where the kind says it all, or where it is another customer's.</param>
/// <param name="Subject">What it was called then.</param>
/// <param name="Values">Before and after, in words.</param>
public sealed record AuditEntryView(
    long Number,
    DateTimeOffset At,
    long Actor,
    string? Who,
    AuditAction Action,
    AuditSubjectKind SubjectKind,
    Guid? SubjectId,
    string Subject,
    Guid? RunId,
    IReadOnlyList<AuditValue> Values
);

/// <summary>Which lines of the log.</summary>
/// <param name="From">The first moment.</param>
/// <param name="To">The first moment that no longer counts.</param>
/// <param name="User">An Atlassian account, "operator" or "schedule".</param>
public sealed record AuditFilter(
    DateTimeOffset? From,
    DateTimeOffset? To,
    AuditAction? Action,
    string? User
);

internal static class AuditViews
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        // Words of people stay readable in the database and in exports; nothing of it becomes HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The lines that pass the filter, the newest first.</summary>
    /// <param name="before">Only those with lower numbers; null for all.</param>
    public static async Task<IReadOnlyList<AuditEntryView>> ReadAsync(
        AppDatabase database,
        Guid tenantId,
        AuditFilter filter,
        long? before,
        int most,
        CancellationToken cancellationToken
    )
    {
        var rows = database.AuditLog.AsNoTracking().Where(row => row.TenantId == tenantId);
        if (before is not null)
            rows = rows.Where(row => row.Seq < before);
        if (filter.From?.UtcTicks is { } from)
            rows = rows.Where(row => row.At >= from);
        if (filter.To?.UtcTicks is { } to)
            rows = rows.Where(row => row.At < to);
        if (filter.Action?.ToString() is { } action)
            rows = rows.Where(row => row.Action == action);
        var actors = database.Actors.AsNoTracking().Where(row => row.TenantId == tenantId);
        if (filter.User is { } user)
            rows = rows.Where(row =>
                actors.Any(actor => actor.Number == row.ActorNumber && actor.AccountId == user)
            );
        var read = await rows.OrderByDescending(row => row.Seq)
            .Take(most)
            .Select(row => new
            {
                row,
                who = actors
                    .Where(actor => actor.Number == row.ActorNumber)
                    .Select(actor => actor.AccountId)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        return [.. read.Select(line => Of(line.row, line.who))];
    }

    /// <summary>UTC; of a row that was tampered with the nearest moment that there is.</summary>
    public static DateTimeOffset AtOf(AuditEntry row) =>
        new(Math.Clamp(row.At, 0, DateTimeOffset.MaxValue.UtcTicks), TimeSpan.Zero);

    private static AuditEntryView Of(AuditEntry row, string? who) =>
        new(
            row.Seq,
            AtOf(row),
            row.ActorNumber,
            who,
            Enum.TryParse<AuditAction>(row.Action, out var action) ? action : AuditAction.Unknown,
            Enum.TryParse<AuditSubjectKind>(row.SubjectKind, out var kind)
                ? kind
                : AuditSubjectKind.Unknown,
            IdOf(row.SubjectId),
            row.Subject,
            IdOf(row.RunId),
            ValuesOf(row.Values)
        );

    private static Guid? IdOf(string? text) => Guid.TryParse(text, out var id) ? id : null;

    private static IReadOnlyList<AuditValue> ValuesOf(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<IReadOnlyList<AuditValue>>(json, Json) ?? [];
        }
        catch (JsonException)
        {
            // Only who tampers with a row leaves such a one: it is shown as it is.
            return [AuditValue.Of("Values", json)];
        }
    }
}
