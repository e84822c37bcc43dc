using System.Text.Json;
using System.Text.Json.Serialization;

namespace AssetsBackup.Features.Plans;

/// <summary>A restore plan's header. Times are UTC.</summary>
/// <param name="DestinationName">The connection's name, or the site's for the current one.</param>
/// <param name="Summary">Null until the plan is made.</param>
/// <param name="Problem">Why it could not be made, or not be applied to its end, in words.</param>
/// <param name="RestoreRunId">The run that applies it, or did; null for a plan of which nothing was ever written.</param>
public sealed record PlanView(
    Guid Id,
    Guid SnapshotId,
    Guid DestinationId,
    string DestinationName,
    string DestinationSiteUrl,
    string SchemaName,
    string SchemaKey,
    PlanState State,
    PlanSummary? Summary,
    string? Problem,
    Guid? RestoreRunId,
    DateTimeOffset CreatedAt
)
{
    internal static PlanView Of(Plan plan, string destinationName, string destinationSiteUrl) =>
        new(
            plan.Id,
            plan.SnapshotId,
            plan.DestinationId,
            destinationName,
            destinationSiteUrl,
            plan.SchemaName,
            plan.SchemaKey,
            plan.State,
            plan.Summary is null
                ? null
                : JsonSerializer.Deserialize<PlanSummary>(plan.Summary, PlanSummary.Json),
            plan.Problem,
            plan.RestoreRunId,
            plan.CreatedAt
        );
}

/// <summary>What a plan would do, in numbers.</summary>
/// <param name="Counts">One line per kind of thing: how many are created, used as they are, or skipped.</param>
/// <param name="Calls">Calls to Atlassian that applying it is expected to take.</param>
/// <param name="Seconds">Seconds that applying it is expected to take at the published limits.</param>
/// <param name="Warnings">What will not be the same, and why; never empty values in silence.</param>
/// <param name="MissesOthers">Whether something is left out that another schema at the destination could make possible.</param>
public sealed record PlanSummary(
    IReadOnlyList<PlanCount> Counts,
    int Calls,
    double Seconds,
    IReadOnlyList<string> Warnings,
    // As a plan that was stored without it is taken.
    bool MissesOthers = true
)
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
    };
}

/// <param name="Kind">schema, status, referenceType, icon, objectType, attribute, object.</param>
/// <param name="Use">Exists at the destination and is used as it is.</param>
public sealed record PlanCount(string Kind, int Create, int Use, int Skip);

/// <summary>One line of a plan.</summary>
/// <param name="Kind">As in PlanCount.</param>
/// <param name="Action">create, use or skip.</param>
/// <param name="Name">What people call it: a name, a path of types, an object's label.</param>
/// <param name="Reason">Why it is used or skipped; null for create.</param>
public sealed record PlanAction(
    string Kind,
    string Action,
    string SourceId,
    string Name,
    string? Reason
);
