namespace JiraSimulator.Control;

internal static class ControlEndpoints
{
    public static void MapControl(this WebApplication app) => _ = app;
}
