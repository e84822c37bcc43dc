namespace AssetsBackup.Hosting;

internal static class StaticAssets
{
    private const string Prefix = "/assets";

    /// <summary>Serves the SPA's scripts and styles to anybody: they hold no one's data. Its page is a door's to serve.</summary>
    public static void UseStaticAssets(this WebApplication app) =>
        app.UseWhen(
            call => call.Request.Path.StartsWithSegments(Prefix, StringComparison.Ordinal),
            files => files.UseStaticFiles()
        );
}
