namespace JiraSimulator.Worlds;

/// <summary>Custom fields of every site: three that hold objects, of which two share a name, and some of other kinds.</summary>
internal static class BirthFields
{
    public static void Add(World world) =>
        world.Issues.Fields.AddRange([
            new(
                10032,
                "Affected services",
                "com.atlassian.jira.plugins.service-entity:service-entity-field-cftype",
                "array",
                "service-entity-field"
            ),
            new(
                10040,
                "Story points",
                "com.atlassian.jira.plugin.system.customfieldtypes:float",
                "number"
            ),
            new(10191, "Affected assets", IssueField.AssetsType, "array", "cmdb-object-field"),
            new(10192, "Affected assets", IssueField.AssetsType, "any"),
            new(10193, "Impacted \"core\" services", IssueField.AssetsType, "any"),
            new(10194, "Unused asset", IssueField.AssetsType, "array", "cmdb-object-field"),
        ]);
}
