namespace JiraSimulator.Assets.Json;

/// <summary>A person as values, comments, histories and roles name them.</summary>
internal static class UserJson
{
    public static void Write(Wire wire, string accountId)
    {
        var account = wire.World.Site.Accounts.FirstOrDefault(a => a.AccountId == accountId);
        wire.Json.WriteStartObject();
        wire.Json.WriteString("avatarUrl", $"{wire.SiteUrl}/avatar/{accountId}");
        wire.Json.WriteString("displayName", wire.Shown(account?.DisplayName ?? accountId));
        wire.Json.WriteString("name", wire.Shown(account?.DisplayName ?? accountId));
        wire.Json.WriteString("key", accountId);
        wire.OptionalText("emailAddress", account?.Email);
        wire.Json.WriteBoolean("isDeleted", account is not { IsActive: true });
        wire.Json.WriteEndObject();
    }
}
