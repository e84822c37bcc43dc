namespace JiraSimulator.Assets;

internal static class AssetsEndpoints
{
    public static void MapAssets(this WebApplication app) => _ = app;
}
