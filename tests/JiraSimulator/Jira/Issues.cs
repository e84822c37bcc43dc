using System.Text.Json;
using JiraSimulator.Assets;
using JiraSimulator.Worlds;

namespace JiraSimulator.Jira;

/// <summary>GET and PUT issue, as far as Assets fields go (contract §8.6).</summary>
internal static class Issues
{
    public static IResult Get(
        JiraCall call,
        SiteWorlds worlds,
        string issueIdOrKey,
        string[]? fields
    ) =>
        worlds.Read(
            call,
            world =>
                Results.Json(
                    new IssueJson(
                        world,
                        fields is { Length: > 0 }
                            ? [.. fields.SelectMany(field => field.Split(','))]
                            : ["*all"]
                    ).Write(Found(world, call, issueIdOrKey))
                )
        );

    public static async Task<IResult> PutAsync(
        JiraCall call,
        SiteWorlds worlds,
        HttpRequest request,
        string issueIdOrKey,
        bool? notifyUsers,
        CancellationToken cancellationToken
    )
    {
        if (notifyUsers == false && !call.IsAdmin)
        {
            return JiraErrors.Because(
                403,
                "To discard the user notification either admin or project admin permissions are required."
            );
        }
        var body = await PlatformBody.ReadAsync<JsonDocument>(request, cancellationToken);
        if (body is null)
            return PlatformBody.Invalid();
        using (body)
        {
            return worlds.Write(
                call,
                world =>
                {
                    var issue = Found(world, call, issueIdOrKey);
                    // All are read before one is set: a bad value refuses the whole.
                    foreach (var (field, objects) in Read(world, body.RootElement).ToList())
                        world.Issues.Set(issue, field, objects);
                    issue.Updated = world.Now;
                    return Results.NoContent();
                }
            );
        }
    }

    private static Issue Found(World world, JiraCall call, string idOrKey) =>
        world.Issues.Find(idOrKey) is { } found
        && world.Site.MayBrowse(call.Caller, found.ProjectKey)
            ? found
            : throw new Refusal(
                404,
                ["Issue does not exist or you do not have permission to see it."],
                new Dictionary<string, string>()
            );

    /// <summary><c>fields</c> gives a value, <c>update</c> a list of operations of which only <c>set</c> is known.</summary>
    private static IEnumerable<(IssueField Field, List<long> Objects)> Read(
        World world,
        JsonElement body
    )
    {
        foreach (var member in Members(body, "fields"))
            yield return Value(world, member.Name, member.Value);
        foreach (var member in Members(body, "update"))
        {
            if (
                member.Value is not { ValueKind: JsonValueKind.Array } operations
                || operations.GetArrayLength() != 1
                || !operations[0].TryGetProperty("set", out var value)
            )
            {
                throw Refusal.BadField(member.Name, "Only one operation 'set' is supported.");
            }
            yield return Value(world, member.Name, value);
        }
    }

    private static IEnumerable<JsonProperty> Members(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object
        && body.TryGetProperty(name, out var members)
        && members.ValueKind == JsonValueKind.Object
            ? members.EnumerateObject()
            : [];

    private static (IssueField, List<long>) Value(World world, string name, JsonElement value)
    {
        var field =
            world.Issues.AssetsFields.FirstOrDefault(known => known.Id == name)
            ?? throw Refusal.BadField(name, $"Field '{name}' cannot be set.");
        var items = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToList() : [];
        return (field, [.. items.Select(item => ObjectId(world, name, item)).Distinct()]);
    }

    private static long ObjectId(World world, string field, JsonElement item)
    {
        var text = item.TryGetProperty("id", out var global) ? global.GetString() : null;
        var prefix = world.Site.WorkspaceId + ":";
        return
            text is not null
            && text.StartsWith(prefix, StringComparison.Ordinal)
            && long.TryParse(text[prefix.Length..], out var id)
            && world.Objects.Find(id) is not null
            ? id
            : throw Refusal.BadField(field, "The object does not exist or cannot be chosen here.");
    }
}
