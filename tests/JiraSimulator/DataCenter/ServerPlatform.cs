using System.Globalization;
using JiraSimulator.Assets;
using JiraSimulator.Assets.Json;
using JiraSimulator.DataCenter.Shapes;
using JiraSimulator.Sites;

namespace JiraSimulator.DataCenter;

/// <summary>The platform's REST 2 as far as a client needs it to see whom it speaks to and who people are.</summary>
internal static class ServerPlatform
{
    public static IReadOnlyList<DataCenterRoute> Routes { get; } =
    [
        DataCenterRoute.Platform("/serverInfo", "getServerInfo", Info, "doHealthCheck") with
        {
            WelcomesAnonymous = true,
        },
        DataCenterRoute.Platform("/myself", "getCurrentUser", Myself, "expand"),
        DataCenterRoute.Platform("/user", "getUser", User, "username", "key", "expand"),
        DataCenterRoute.Platform(
            "/user/search",
            "findUsers",
            Search,
            "username",
            "startAt",
            "maxResults",
            "includeActive",
            "includeInactive"
        ),
    ];

    private static Answer Info(AssetsCall call)
    {
        var version = call.World.Switches.AssetsBaseMissing ? "8.20.30" : "11.3.1";
        return Answer.Ok(wire =>
        {
            var json = wire.Json;
            json.WriteStartObject();
            json.WriteString("baseUrl", wire.World.Site.BaseUrl);
            json.WriteString("version", version);
            json.WritePropertyName("versionNumbers");
            wire.Array(
                version.Split('.'),
                part => json.WriteNumberValue(int.Parse(part, CultureInfo.InvariantCulture))
            );
            json.WriteString("deploymentType", "Server");
            json.WriteNumber("buildNumber", 1130001);
            json.WriteString("buildDate", "2026-02-10T00:00:00.000+0000");
            json.WriteString(
                "serverTime",
                wire.World.Now.ToString(
                    "yyyy-MM-dd'T'HH:mm:ss.fff'+0000'",
                    CultureInfo.InvariantCulture
                )
            );
            json.WriteString("scmInfo", "d2a3dc8d3f7c39b0d7a5b1a6bb4a0d7c53e9b0a1");
            json.WriteString("serverTitle", "Jira");
            json.WriteEndObject();
        });
    }

    private static Answer Myself(AssetsCall call) =>
        Answer.Ok(wire => UserShape.WriteProfile(wire, call.Caller, withMore: true));

    private static Answer User(AssetsCall call)
    {
        var (name, key) = (call.Text("username"), call.Text("key"));
        if (name is null && key is null)
            throw Refusal.Bad(
                "Either the 'username' or the 'key' query parameters need to be provided"
            );
        var account =
            call.World.Site.Accounts.FirstOrDefault(candidate =>
                key is not null ? candidate.AccountId == key : candidate.UserName == name
            )
            ?? throw new Refusal(
                404,
                [
                    key is not null
                        ? $"The user with the key '{key}' does not exist"
                        : $"The user named '{name}' does not exist",
                ],
                new Dictionary<string, string>()
            );
        return Answer.Ok(wire => UserShape.WriteProfile(wire, account, withMore: true));
    }

    /// <summary>By login, name or mail address; a dot finds all. Who has left is found only when asked for.</summary>
    private static Answer Search(AssetsCall call)
    {
        var text = call.Text("username") is { Length: > 0 } given
            ? given
            : throw Refusal.Bad("The username query parameter was not provided");
        var found = call
            .World.Site.Accounts.Where(account => text == "." || Answers(account, text))
            .Where(account =>
                account.IsActive
                    ? call.Text("includeActive") is not "false"
                    : call.Flag("includeInactive")
            )
            .Skip(call.Number("startAt", 0))
            .Take(call.Number("maxResults", 50))
            .ToList();
        return Answer.Ok(wire =>
            wire.Array(found, account => UserShape.WriteProfile(wire, account, withMore: false))
        );
    }

    private static bool Answers(Account account, string text) =>
        account.UserName!.StartsWith(text, StringComparison.OrdinalIgnoreCase)
        || account.DisplayName.Contains(text, StringComparison.OrdinalIgnoreCase)
        || account.Email.StartsWith(text, StringComparison.OrdinalIgnoreCase);
}
