namespace AssetsBackup.Hosting.Telemetry;

/// <summary>
/// What a call is counted under: method and path, of which only words are kept that are known here. A path may name a file of a
/// customer, as a download that Jira hands on does.
/// </summary>
internal static class Operation
{
    private const string Unknown = "{id}";
    private const int LongestPath = 8;

    private static readonly HashSet<string> Words = new(StringComparer.Ordinal)
    {
        "1.0",
        "2",
        "3",
        "_edge",
        "addons",
        "analytics",
        "api",
        "aql",
        "archived",
        "assets",
        "attachments",
        "atlassian-connect",
        "attributes",
        "binary",
        "check",
        "comment",
        "config",
        "configure",
        "create",
        "credentials",
        "field",
        "file",
        "flat",
        "global",
        "history",
        "icon",
        "icon.png",
        "insight",
        "iql",
        "jql",
        "jsm",
        "list",
        "mypermissions",
        "myself",
        "object",
        "objects",
        "objectschema",
        "objecttype",
        "objecttypeattribute",
        "objecttypes",
        "permissions",
        "position",
        "project",
        "property",
        "referencetype",
        "rest",
        "role",
        "schema",
        "search",
        "serverInfo",
        "servicedeskapi",
        "statustype",
        "tenant_info",
        "token-for-uploading-icon",
        "totalcount",
        "usage",
        "user",
        "v1",
        "workspace",
    };

    public static string Of(HttpRequestMessage request)
    {
        var path = request.RequestUri!.AbsolutePath.Split(
            '/',
            StringSplitOptions.RemoveEmptyEntries
        );
        var told = path.Select(part => Words.Contains(part) ? part : Unknown).ToList();
        return told.Count > LongestPath || told.TrueForAll(part => part == Unknown)
            ? $"{request.Method.Method} elsewhere"
            : $"{request.Method.Method} /{string.Join('/', told)}";
    }
}
