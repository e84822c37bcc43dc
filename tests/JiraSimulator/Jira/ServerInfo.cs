using System.Globalization;

namespace JiraSimulator.Jira;

/// <summary>GET serverInfo and tenant_info: who the site says it is, to anybody.</summary>
internal static class ServerInfo
{
    private static readonly DateTimeOffset Built = new(2026, 11, 2, 4, 52, 42, 955, TimeSpan.Zero);

    public static IResult Get(JiraCall call, TimeProvider time) =>
        Results.Json(
            new
            {
                baseUrl = call.Site.BaseUrl,
                displayUrl = call.Site.BaseUrl,
                displayUrlServicedeskHelpCenter = call.Site.BaseUrl,
                version = "1001.0.0-SNAPSHOT",
                versionNumbers = (int[])[1001, 0, 0],
                deploymentType = "Cloud",
                buildNumber = 100250,
                buildDate = Stamp(Built),
                serverTime = Stamp(time.GetUtcNow()),
                scmInfo = "1f51473f5c7b75c1a69a0090f4832cdc5053702a",
                serverTitle = "Jira",
                serverTimeZone = "Europe/Berlin",
                defaultLocale = new { locale = "en_US" },
            }
        );

    public static IResult TenantInfo(JiraCall call) =>
        Results.Json(new { cloudId = call.Site.CloudId });

    /// <summary>GET servicedeskapi/info: whether Jira Service Management is licensed (contract §8 row 14).</summary>
    public static IResult ServiceDesk(JiraCall call) =>
        Results.Json(
            new
            {
                version = "4.20.0",
                platformVersion = "1001.0.0-SNAPSHOT",
                buildDate = new
                {
                    iso8601 = Stamp(Built),
                    jira = Stamp(Built),
                    friendly = "2 weeks ago",
                    epochMillis = Built.ToUnixTimeMilliseconds(),
                },
                buildChangeSet = "1f51473f5c7b75c1a69a0090f4832cdc5053702a",
                isLicensedForUse = true,
                _links = new { self = $"{call.Site.BaseUrl}/rest/servicedeskapi/info" },
            }
        );

    // The platform writes +0000, where Assets writes Z (contract §8.4).
    private static string Stamp(DateTimeOffset time) =>
        time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'", CultureInfo.InvariantCulture);
}
