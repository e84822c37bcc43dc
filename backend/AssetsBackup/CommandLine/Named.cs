using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Problems;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.CommandLine;

/// <summary>Finds what a person names on the command line: a schema by key, name or id; backups, plans and runs by the start of their id.</summary>
internal static class Named
{
    /// <exception cref="ProblemException">schema-not-found</exception>
    public static async Task<SchemaView> SchemaAsync(
        Invocation invocation,
        string named,
        CancellationToken cancellationToken
    )
    {
        var schemas = await invocation.SendAsync(new ListSchemas(), cancellationToken);
        return schemas.Items.FirstOrDefault(schema =>
                Is(schema.Key) || Is(schema.Name) || Is(schema.Id.ToString())
            ) ?? throw NotFound("schema", named, "assets-backup schemas --sync lists them.");

        bool Is(string text) => text.Equals(named, StringComparison.OrdinalIgnoreCase);
    }

    /// <exception cref="ProblemException">snapshot-not-found</exception>
    public static Task<Guid> SnapshotAsync(
        Invocation invocation,
        string named,
        CancellationToken cancellationToken
    ) =>
        OnlyAsync(
            Database(invocation)
                .Snapshots.Where(snapshot => snapshot.TenantId == invocation.Caller.TenantId)
                .Select(snapshot => snapshot.Id),
            named,
            () => NotFound("backup", named, "assets-backup snapshots lists them.", "snapshot"),
            cancellationToken
        );

    /// <exception cref="ProblemException">plan-not-found</exception>
    public static Task<Guid> PlanAsync(
        Invocation invocation,
        string named,
        CancellationToken cancellationToken
    ) =>
        OnlyAsync(
            Database(invocation)
                .Plans.Where(plan => plan.TenantId == invocation.Caller.TenantId)
                .Select(plan => plan.Id),
            named,
            () => NotFound("plan", named, "assets-backup plan makes one and prints its id."),
            cancellationToken
        );

    /// <exception cref="ProblemException">run-not-found</exception>
    public static Task<Guid> RunAsync(
        Invocation invocation,
        string named,
        CancellationToken cancellationToken
    ) =>
        OnlyAsync(
            Database(invocation)
                .Runs.Where(run => run.TenantId == invocation.Caller.TenantId)
                .Select(run => run.Id),
            named,
            () => NotFound("run", named, "assets-backup runs lists them."),
            cancellationToken
        );

    /// <summary>Null for the site itself; the id of the target instance that has this address otherwise.</summary>
    /// <exception cref="ProblemException">target-not-found</exception>
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
        var found =
            sites.FirstOrDefault(site =>
                site.Name.Equals(named, StringComparison.OrdinalIgnoreCase)
                || site.SiteUrl.Equals(named.TrimEnd('/'), StringComparison.OrdinalIgnoreCase)
                || new Uri(site.SiteUrl).Host.Equals(named, StringComparison.OrdinalIgnoreCase)
            ) ?? throw NotFound("target", named, "Add it with: assets-backup sites target");
        return found.Role == ConnectionRole.Current ? null : found.Id;
    }

    private static AppDatabase Database(Invocation invocation) =>
        invocation.Services.GetRequiredService<AppDatabase>();

    /// <summary>The one id that starts so; four digits at least, so that no id is meant by chance.</summary>
    private static async Task<Guid> OnlyAsync(
        IQueryable<Guid> ids,
        string start,
        Func<ProblemException> notFound,
        CancellationToken cancellationToken
    )
    {
        var digits = start.Replace("-", "", StringComparison.Ordinal);
        var found = (await ids.ToListAsync(cancellationToken))
            .Where(id => id.ToString("N").StartsWith(digits, StringComparison.OrdinalIgnoreCase))
            .Take(2)
            .ToList();
        return digits.Length >= 4 && found.Count == 1 ? found[0] : throw notFound();
    }

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
