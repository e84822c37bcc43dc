namespace JiraSimulator.Jira;

/// <summary>GET mypermissions: the caller's own.</summary>
internal static class MyPermissions
{
    public static IResult Get(JiraCall call, string? permissions)
    {
        if (string.IsNullOrEmpty(permissions))
            return JiraErrors.Because(400, "The 'permissions' query parameter is required.");
        var keys = permissions.Split(
            ',',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
        );
        return Permission.Unrecognised(keys)
            ?? Results.Json(
                new
                {
                    permissions = keys.Distinct().ToDictionary(key => key, key => Model(call, key)),
                }
            );
    }

    private static object Model(JiraCall call, string key)
    {
        var permission = Permission.Find(key)!;
        return new
        {
            id = permission.Id,
            key,
            name = permission.Name,
            type = permission.IsGlobal ? "GLOBAL" : "PROJECT",
            description = $"Ability to: {permission.Name}.",
            havePermission = permission.IsHeldBy(call.Caller.Account),
        };
    }
}
