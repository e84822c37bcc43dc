using System.Globalization;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Atlassian.Jira;
using AssetsBackup.Features.Snapshots.Capture.Normalising;

namespace AssetsBackup.Features.Snapshots.Capture.Parts;

/// <summary>Projects that Jira lists to the account without letting it browse their issues (contract §8, rows 3 and 13).</summary>
internal sealed class ClosedProjects(IJiraApi jira)
{
    private const string Browse = "BROWSE_PROJECTS";
    private const int PageSize = 50;
    private const int CheckedAtOnce = 1000;

    /// <summary>Their keys.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
    {
        var projects = await ProjectsAsync(cancellationToken);
        var open = new HashSet<long>();
        foreach (var some in projects.Keys.Chunk(CheckedAtOnce))
        {
            var granted = await jira.CheckPermissionsAsync(
                new PermissionsQuery([new ProjectPermissionsQuery([Browse], some)]),
                cancellationToken
            );
            foreach (var grant in granted.ProjectPermissions ?? [])
                if (grant.Permission == Browse)
                    open.UnionWith(grant.Projects ?? []);
        }
        return
        [
            .. projects
                .Where(project => !open.Contains(project.Key))
                .Select(project => project.Value)
                .Order(StringComparer.Ordinal),
        ];
    }

    private async Task<IReadOnlyDictionary<long, string>> ProjectsAsync(
        CancellationToken cancellationToken
    )
    {
        var projects = new Dictionary<long, string>();
        for (var startAt = 0; ; startAt += PageSize)
        {
            var page = await jira.ListProjectsAsync(startAt, PageSize, cancellationToken);
            var known = projects.Count;
            foreach (var project in page.Items())
                if (long.TryParse(project.Text("id"u8), CultureInfo.InvariantCulture, out var id))
                    projects[id] = project.Text("key"u8) ?? "";
            if (page.Flag("isLast"u8) || projects.Count == known)
                return projects;
        }
    }
}
