using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Notifications.Channels;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Problems;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.CommandLine;

/// <summary>Finds what a person names on the command line: a schema by key, name or id; backups, plans and runs by the start of their id.</summary>
internal static class Named
{
    // Shorter starts would mean an id by chance.
    private const int FewestDigits = 4;
    private const int Digits = 32;

    /// <param name="invocation">Whose customer's schemas are looked through.</param>
    /// <param name="named">An id, else a key, else a name.</param>
    /// <param name="toBackUp">
    /// Where several are called so, the one active one is meant, unless the site itself has one that is not: then nobody knows.
    /// Of active ones of several instances it is always that of the site itself.
    /// </param>
    /// <param name="cancellationToken">Ends the look.</param>
    /// <exception cref="ProblemException">schema-not-found, schema-ambiguous</exception>
    public static async Task<SchemaView> SchemaAsync(
        Invocation invocation,
        string named,
        bool toBackUp,
        CancellationToken cancellationToken
    )
    {
        var schemas = (await invocation.SendAsync(new ListSchemas(), cancellationToken)).Items;
        // A key is what people mean most; a name is taken only where no schema has it as its key.
        foreach (var textOf in SchemaTexts)
            switch (schemas.Where(schema => Is(textOf(schema))).ToList())
            {
                case [var only]:
                    return only;
                case { Count: > 1 } several
                    when toBackUp
                        && several.Where(IsActive).ToList() is [var active]
                        && (IsOfTheSite(active) || !several.Exists(IsOfTheSite)):
                    return active;
                // A restore to another instance has made one of the same key there.
                case { Count: > 1 } several
                    when several.Where(IsOfTheSite).ToList() is [var own]
                        && several.TrueForAll(IsActive):
                    return own;
                case { Count: > 1 } several:
                    throw Ambiguous(
                        "schema",
                        named,
                        $"Name one by its id: {string.Join(", ", several.Select(schema => $"{schema.Id} ({schema.Status.InWords()}, {schema.SiteUrl})"))}."
                    );
            }
        await invocation.EnsureSetUpAsync(cancellationToken);
        throw NotFound("schema", named, "assets-backup schemas --sync lists them.");

        static bool IsActive(SchemaView schema) => schema.Status.CanBeBackedUp();
        static bool IsOfTheSite(SchemaView schema) => schema.Location == SchemaLocation.Cloud;
        bool Is(string text) => text.Equals(named, StringComparison.OrdinalIgnoreCase);
    }

    private static readonly Func<SchemaView, string>[] SchemaTexts =
    [
        schema => schema.Id.ToString(),
        schema => schema.Key,
        schema => schema.Name,
    ];

    /// <exception cref="ProblemException">snapshot-not-found, backup-ambiguous</exception>
    public static Task<Guid> SnapshotAsync(
        Invocation invocation,
        string named,
        CancellationToken cancellationToken
    ) =>
        OnlyAsync(
            Database(invocation)
                .Snapshots.Where(snapshot => snapshot.TenantId == invocation.Caller.TenantId)
                .Select(snapshot => snapshot.Id),
            "backup",
            named,
            () =>
                NotFound(
                    "backup",
                    named,
                    "assets-backup snapshots <schema> lists them.",
                    "snapshot"
                ),
            cancellationToken
        );

    /// <exception cref="ProblemException">plan-not-found, plan-ambiguous</exception>
    public static Task<Guid> PlanAsync(
        Invocation invocation,
        string named,
        CancellationToken cancellationToken
    ) =>
        OnlyAsync(
            Database(invocation)
                .Plans.Where(plan => plan.TenantId == invocation.Caller.TenantId)
                .Select(plan => plan.Id),
            "plan",
            named,
            () => NotFound("plan", named, "assets-backup plan makes one and prints its id."),
            cancellationToken
        );

    /// <exception cref="ProblemException">alarm-not-found, alarm-ambiguous</exception>
    public static Task<Guid> AlarmAsync(
        Invocation invocation,
        string named,
        CancellationToken cancellationToken
    ) =>
        OnlyAsync(
            Database(invocation)
                .Alarms.Where(alarm => alarm.TenantId == invocation.Caller.TenantId)
                .Select(alarm => alarm.Id),
            "alarm",
            named,
            () => NotFound("alarm", named, "assets-backup alarms lists them."),
            cancellationToken
        );

    /// <exception cref="ProblemException">run-not-found, run-ambiguous</exception>
    public static Task<Guid> RunAsync(
        Invocation invocation,
        string named,
        CancellationToken cancellationToken
    ) =>
        OnlyAsync(
            Database(invocation)
                .Runs.Where(run => run.TenantId == invocation.Caller.TenantId)
                .Select(run => run.Id),
            "run",
            named,
            () => NotFound("run", named, "assets-backup runs lists them."),
            cancellationToken
        );

    /// <summary>Null for the site itself; the id of the target instance that has this address otherwise.</summary>
    /// <exception cref="ProblemException">target-not-found, target-ambiguous</exception>
    public static async Task<Guid?> DestinationAsync(
        Invocation invocation,
        string? named,
        CancellationToken cancellationToken
    )
    {
        if (named is null)
            return null;
        var sites = await Database(invocation)
            .Connections.Where(site =>
                site.TenantId == invocation.Caller.TenantId && site.DeletedAt == null
            )
            .ToListAsync(cancellationToken);
        var found = sites.FindAll(site =>
            site.Name.Equals(named, StringComparison.OrdinalIgnoreCase)
            || site.SiteUrl.Equals(named.TrimEnd('/'), StringComparison.OrdinalIgnoreCase)
            || new Uri(site.SiteUrl).Host.Equals(named, StringComparison.OrdinalIgnoreCase)
        );
        return found switch
        {
            [{ Role: ConnectionRole.Current }] => null,
            [var target] => target.Id,
            [] => throw NotFound("target", named, "Add it with: assets-backup sites target"),
            _ => throw Ambiguous(
                "target",
                named,
                $"Name it by its address: {string.Join(", ", found.Select(site => site.SiteUrl))}."
            ),
        };
    }

    /// <exception cref="ProblemException">channel-not-found</exception>
    public static async Task<ChannelView> ChannelAsync(
        Invocation invocation,
        string named,
        CancellationToken cancellationToken
    ) =>
        (await invocation.SendAsync(new ListChannels(), cancellationToken)).Items.SingleOrDefault(
            channel => channel.Name.Equals(named, StringComparison.OrdinalIgnoreCase)
        ) ?? throw NotFound("channel", named, "assets-backup notifications lists them.");

    private static AppDatabase Database(Invocation invocation) =>
        invocation.Services.GetRequiredService<AppDatabase>();

    /// <summary>The one id that starts so. The database is asked for the ids between the lowest and the highest such one.</summary>
    private static async Task<Guid> OnlyAsync(
        IQueryable<Guid> ids,
        string what,
        string start,
        Func<ProblemException> notFound,
        CancellationToken cancellationToken
    )
    {
        var digits = start.Replace("-", "", StringComparison.Ordinal);
        if (
            digits.Length is < FewestDigits or > Digits
            || !Guid.TryParseExact(digits.PadRight(Digits, '0'), "N", out var lowest)
        )
            throw IsStart(digits) ? TooShort(what, start, notFound().Problem) : notFound();
        var highest = Guid.ParseExact(digits.PadRight(Digits, 'f'), "N");
        var found = await ids.Where(id => id >= lowest && id <= highest)
            .Take(2)
            .ToListAsync(cancellationToken);
        return found.Count switch
        {
            0 => throw notFound(),
            1 => found[0],
            _ => throw Ambiguous(what, start, "Give more of the id."),
        };
    }

    private static bool IsStart(string digits) =>
        digits.Length is > 0 and < FewestDigits && digits.All(char.IsAsciiHexDigit);

    private static ProblemException TooShort(string what, string start, Problem none) =>
        new(
            none with
            {
                Title = $"{start} is too short to name a {what}",
                Detail = $"Give at least {FewestDigits} digits of its id. {none.Detail}",
            }
        );

    private static ProblemException Ambiguous(string what, string named, string next) =>
        new(
            new Problem(
                $"{what}-ambiguous",
                StatusCodes.Status409Conflict,
                $"There is more than one {what} {named}",
                next
            )
        );

    private static ProblemException NotFound(
        string what,
        string named,
        string next,
        string? code = null
    ) =>
        new(
            new Problem(
                $"{code ?? what}-not-found",
                StatusCodes.Status404NotFound,
                $"There is no {what} {named}",
                next
            )
        );
}
