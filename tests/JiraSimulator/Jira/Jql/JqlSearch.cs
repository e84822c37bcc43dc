using JiraSimulator.Sites;
using JiraSimulator.Worlds;

namespace JiraSimulator.Jira.Jql;

internal static class JqlSearch
{
    /// <summary>Issues that match and that the caller may browse, in order; without ORDER BY the newest come first.</summary>
    public static List<Issue> Run(
        World world,
        Caller caller,
        string jql,
        IReadOnlyList<long>? reconciled = null
    )
    {
        var query = JqlParser.Parse(jql);
        var matches = new JqlCompiler(world, caller).Compile(query.Where);
        var found = world.Issues.All.Where(issue =>
            world.Site.MayBrowse(caller, issue.ProjectKey)
            && (IsSettled(world, issue) || reconciled?.Contains(issue.Id) == true)
            && matches(issue)
        );
        IOrderedEnumerable<Issue>? ordered = null;
        foreach (var order in query.Orders)
        {
            var key = JqlFields.OrderKey(order.Field);
            ordered = (ordered, order.Descending) switch
            {
                (null, false) => found.OrderBy(key),
                (null, true) => found.OrderByDescending(key),
                (_, false) => ordered.ThenBy(key),
                _ => ordered.ThenByDescending(key),
            };
        }
        return
        [
            .. ordered?.ThenBy(issue => issue.Id) ?? found.OrderByDescending(issue => issue.Id),
        ];
    }

    /// <summary>Searches are eventually consistent (contract §8.3).</summary>
    private static bool IsSettled(World world, Issue issue) =>
        world.Switches.IssueSearchLagSeconds == 0
        || issue.Updated <= world.Now.AddSeconds(-world.Switches.IssueSearchLagSeconds);
}
