using JiraSimulator.Assets.Json;
using JiraSimulator.Sites;

namespace JiraSimulator.DataCenter.Shapes;

/// <summary>A person: by key and login, never by account id.</summary>
internal static class UserShape
{
    /// <summary>As values, comments, histories and archives name one.</summary>
    public static void Write(Wire wire, string key)
    {
        var json = wire.Json;
        var account = wire.World.Site.Accounts.FirstOrDefault(a => a.AccountId == key);
        json.WriteStartObject();
        json.WriteString("avatarUrl", AvatarUrl(wire, key, 48));
        json.WriteString("displayName", account?.DisplayName ?? key);
        json.WriteString("name", account?.UserName ?? key);
        json.WriteString("key", key);
        if (wire.Switches.MailInServerValues)
            wire.OptionalText("emailAddress", account?.Email);
        json.WriteString(
            "renderedLink",
            $"{wire.World.Site.BaseUrl}/secure/ViewProfile.jspa?name={account?.UserName ?? key}"
        );
        json.WriteBoolean("isDeleted", account is not { IsActive: true });
        json.WriteEndObject();
    }

    /// <summary>As the platform shows one.</summary>
    /// <param name="withMore">Groups and locale too, as lists of people do not.</param>
    public static void WriteProfile(Wire wire, Account account, bool withMore)
    {
        var json = wire.Json;
        json.WriteStartObject();
        json.WriteString(
            "self",
            $"{wire.World.Site.BaseUrl}/rest/api/2/user?username={account.UserName}"
        );
        json.WriteString("key", account.AccountId);
        json.WriteString("name", account.UserName);
        json.WriteString("emailAddress", account.Email);
        json.WriteStartObject("avatarUrls");
        foreach (var size in (int[])[48, 32, 24, 16])
            json.WriteString($"{size}x{size}", AvatarUrl(wire, account.AccountId, size));
        json.WriteEndObject();
        json.WriteString("displayName", account.DisplayName);
        json.WriteBoolean("active", account.IsActive);
        json.WriteBoolean("deleted", false);
        json.WriteString("timeZone", account.TimeZone);
        json.WriteString("locale", account.Locale);
        if (withMore)
            WriteGroups(wire, account);
        json.WriteEndObject();
    }

    private static void WriteGroups(Wire wire, Account account)
    {
        wire.Json.WriteStartObject("groups");
        wire.Json.WriteNumber("size", account.Groups.Count);
        wire.Json.WritePropertyName("items");
        wire.Array(
            account.Groups,
            group =>
            {
                wire.Json.WriteStartObject();
                wire.Json.WriteString("name", group);
                wire.Json.WriteEndObject();
            }
        );
        wire.Json.WriteEndObject();
        wire.Json.WriteString("expand", "groups,applicationRoles");
    }

    private static string AvatarUrl(Wire wire, string key, int size) =>
        $"{wire.World.Site.BaseUrl}/secure/useravatar?ownerId={key}&size={size}";
}
