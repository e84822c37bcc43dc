namespace JiraSimulator.Frame;

internal static class FramePages
{
    public static void MapFrame(this WebApplication app) => _ = app;
}
