using System.Globalization;
using JiraSimulator.Assets;
using JiraSimulator.Sites;
using JiraSimulator.Worlds;

namespace JiraSimulator.Jira.Jql;

/// <summary>The fields that every issue has, and custom fields by name or as <c>cf[10191]</c>.</summary>
internal static class JqlFields
{
    private static readonly Dictionary<string, Func<Issue, IComparable>> System = new(
        StringComparer.OrdinalIgnoreCase
    )
    {
        ["project"] = issue => issue.ProjectKey,
        ["key"] = issue => issue.Id,
        ["issuekey"] = issue => issue.Id,
        ["issue"] = issue => issue.Id,
        ["id"] = issue => issue.Id,
        ["status"] = issue => issue.Status.Name,
        ["issuetype"] = issue => issue.Type,
        ["type"] = issue => issue.Type,
        ["priority"] = issue => issue.Priority,
        ["reporter"] = issue => issue.ReporterId,
        ["created"] = issue => issue.Created,
        ["updated"] = issue => issue.Updated,
    };

    public static bool IsSystem(string name) => System.ContainsKey(name);

    /// <summary>All custom fields that hold objects and answer to the name: there may be several.</summary>
    public static IReadOnlyList<IssueField> Named(World world, string name) =>
        [
            .. world.Issues.AssetsFields.Where(field =>
                field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
                || name.Equals($"cf[{field.Number}]", StringComparison.OrdinalIgnoreCase)
                || name.Equals(field.Id, StringComparison.OrdinalIgnoreCase)
            ),
        ];

    public static Refusal Unknown(string name) =>
        Refusal.Bad($"Field '{name}' does not exist or you do not have permission to view it.");

    public static Func<Issue, IComparable> OrderKey(string name) =>
        System.TryGetValue(name, out var key) ? key : throw Unknown(name);

    public static Func<Issue, bool> Compile(World world, Caller caller, JqlTerm term)
    {
        var key = System[term.Field];
        var operands = term
            .Operands.Select(text => Value(world, caller, term.Field, text))
            .ToList();
        return term.Operation switch
        {
            "=" or "in" => issue => operands.Exists(value => Same(key(issue), value)),
            "!=" or "not in" => issue => !operands.Exists(value => Same(key(issue), value)),
            ">" => issue => key(issue).CompareTo(operands[0]) > 0,
            ">=" => issue => key(issue).CompareTo(operands[0]) >= 0,
            "<" => issue => key(issue).CompareTo(operands[0]) < 0,
            "<=" => issue => key(issue).CompareTo(operands[0]) <= 0,
            "is" => _ => false,
            _ => _ => true,
        };
    }

    private static bool Same(IComparable one, IComparable other) =>
        one is string text
            ? text.Equals(other as string, StringComparison.OrdinalIgnoreCase)
            : one.Equals(other);

    private static IComparable Value(World world, Caller caller, string field, string text) =>
        field.ToLowerInvariant() switch
        {
            "project" => ProjectKey(world.Site, caller, text),
            "key" or "issuekey" or "issue" or "id" => world.Issues.Find(text) is { } issue
            && world.Site.MayBrowse(caller, issue.ProjectKey)
                ? issue.Id
                : throw NoValue(text, field),
            "created" or "updated" => DateTimeOffset.TryParse(
                text.Replace('/', '-'),
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var time
            )
                ? time
                : throw NoValue(text, field),
            _ => text,
        };

    private static string ProjectKey(Site site, Caller caller, string text) =>
        site.ProjectKeys.FirstOrDefault(key =>
            key.Equals(text, StringComparison.OrdinalIgnoreCase)
            || Projects.IdOf(site, key).ToString(CultureInfo.InvariantCulture) == text
        )
            is { } found
        && site.MayBrowse(caller, found)
            ? found
            : throw NoValue(text, "project");

    private static Refusal NoValue(string text, string field) =>
        Refusal.Bad($"The value '{text}' does not exist for the field '{field}'.");
}
