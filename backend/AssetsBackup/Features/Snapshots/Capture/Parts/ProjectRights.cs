using System.Globalization;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Atlassian.Jira;
using AssetsBackup.Features.Snapshots.Capture.Normalising;

namespace AssetsBackup.Features.Snapshots.Capture.Parts;

/// <summary>What the account lacks in the projects that Jira lists to it (contract §8, rows 3 and 13).</summary>
/// <param name="NotBrowsed">Keys of projects whose issues it cannot see.</param>
/// <param name="NotEdited">Keys of projects whose issues it cannot change.</param>
internal sealed record ProjectRights(
    IReadOnlyList<string> NotBrowsed,
    IReadOnlyList<string> NotEdited
)
{
    /// <summary>Nothing is lacking.</summary>
    public static readonly ProjectRights Full = new([], []);

    /// <summary>What is lacking in either; null where one is not known.</summary>
    public ProjectRights? And(ProjectRights? other) =>
        other is null
            ? null
            : new([.. NotBrowsed.Union(other.NotBrowsed)], [.. NotEdited.Union(other.NotEdited)]);

    private const string Browse = "BROWSE_PROJECTS";
    private const string Edit = "EDIT_ISSUES";
    private const int PageSize = 50;
    private const int CheckedAtOnce = 1000;

    public static async Task<ProjectRights> ReadAsync(
        IIssueReads jira,
        CancellationToken cancellationToken
    )
    {
        var projects = await ProjectsAsync(jira, cancellationToken);
        var granted = new HashSet<(string Permission, long Project)>();
        foreach (var some in projects.Keys.Chunk(CheckedAtOnce))
        {
            var answer = await jira.CheckPermissionsAsync(
                new PermissionsQuery([new ProjectPermissionsQuery([Browse, Edit], some)]),
                cancellationToken
            );
            foreach (var grant in answer.ProjectPermissions ?? [])
                granted.UnionWith(
                    (grant.Projects ?? []).Select(project => (grant.Permission, project))
                );
        }
        return new ProjectRights(Without(Browse), Without(Edit));

        IReadOnlyList<string> Without(string permission) =>
            [
                .. projects
                    .Where(project => !granted.Contains((permission, project.Key)))
                    .Select(project => project.Value)
                    .Order(StringComparer.Ordinal),
            ];
    }

    private static async Task<IReadOnlyDictionary<long, string>> ProjectsAsync(
        IIssueReads jira,
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
