using JiraSimulator.Sites;

namespace JiraSimulator.Jira;

/// <summary>A built-in permission and the rule by which the simulated sites grant it.</summary>
internal sealed record Permission(
    string Id,
    string Key,
    string Name,
    bool IsGlobal,
    bool ForAdminsOnly
)
{
    private static readonly Dictionary<string, Permission> All = (
        (Permission[])
            [
                new("0", "ADMINISTER", "Administer Jira", IsGlobal: true, ForAdminsOnly: true),
                new(
                    "44",
                    "SYSTEM_ADMIN",
                    "Jira System Administrators",
                    IsGlobal: true,
                    ForAdminsOnly: true
                ),
                new("27", "USER_PICKER", "Browse Users", IsGlobal: true, ForAdminsOnly: false),
                new(
                    "22",
                    "CREATE_SHARED_OBJECTS",
                    "Create Shared Objects",
                    IsGlobal: true,
                    ForAdminsOnly: false
                ),
                new("33", "BULK_CHANGE", "Bulk Change", IsGlobal: true, ForAdminsOnly: false),
                new(
                    "10",
                    "BROWSE_PROJECTS",
                    "Browse Projects",
                    IsGlobal: false,
                    ForAdminsOnly: false
                ),
                new("11", "CREATE_ISSUES", "Create Issues", IsGlobal: false, ForAdminsOnly: false),
                new("12", "EDIT_ISSUES", "Edit Issues", IsGlobal: false, ForAdminsOnly: false),
                new(
                    "23",
                    "ADMINISTER_PROJECTS",
                    "Administer Projects",
                    IsGlobal: false,
                    ForAdminsOnly: true
                ),
            ]
    ).ToDictionary(permission => permission.Key);

    public static IReadOnlyCollection<Permission> Everything => All.Values;

    public static Permission? Find(string key) => All.GetValueOrDefault(key);

    /// <summary>Nobody, an app's own user and a deactivated account hold none.</summary>
    public bool IsHeldBy(Account? account) =>
        account is { IsActive: true } && (!ForAdminsOnly || account.IsJiraAdmin);

    /// <summary>The 400 which names every key that does not exist, or null.</summary>
    public static IResult? Unrecognised(IEnumerable<string> keys)
    {
        var unknown = keys.Distinct().Where(key => Find(key) is null).ToList();
        return unknown.Count == 0
            ? null
            : JiraErrors.AtFields(unknown.ToDictionary(key => key, _ => "Unrecognized permission"));
    }
}
