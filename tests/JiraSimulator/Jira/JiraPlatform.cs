namespace JiraSimulator.Jira;

internal static class JiraPlatform
{
    public static void MapJiraPlatform(this WebApplication app) => _ = app;
}
