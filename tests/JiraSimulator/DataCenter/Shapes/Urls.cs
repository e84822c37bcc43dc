using JiraSimulator.Assets.Json;

namespace JiraSimulator.DataCenter.Shapes;

/// <summary>Bases of the urls in bodies, which are not always the base that was asked (contract §11).</summary>
internal static class Urls
{
    public static string Insight(Wire wire) => $"{wire.World.Site.BaseUrl}/rest/insight/1.0";

    public static string Assets(Wire wire) =>
        wire.Switches.AssetsBaseMissing
            ? Insight(wire)
            : $"{wire.World.Site.BaseUrl}/rest/assets/1.0";
}
