namespace JiraSimulator.Connect;

internal static class ConnectEndpoints
{
    public static void MapConnect(this WebApplication app) => _ = app;
}
