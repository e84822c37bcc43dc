using JiraSimulator.Sites;
using JiraSimulator.Worlds;

namespace JiraSimulator.Jira.Jql;

internal static class JqlSearch
{
    /// <summary>Issues that match and that the caller may browse, in order; without ORDER BY the newest come first.</summary>
    public static List<Issue> Run(World world, Caller caller, string jql)
    {
        var query = JqlParser.Parse(jql);
        var matches = new JqlCompiler(world, caller).Compile(query.Where);
        var found = world.Issues.All.Where(issue =>
            world.Site.MayBrowse(caller, issue.ProjectKey) && matches(issue)
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
}
