namespace AssetsBackup.Hosting;

internal static class StaticAssets
{
    private const string Prefix = "/assets";

    private static readonly StaticFileOptions Options = new()
    {
        // Their names carry a hash of what is in them.
        OnPrepareResponse = file =>
            file.Context.Response.Headers.CacheControl = "public, max-age=31536000, immutable",
    };

    /// <summary>Serves the SPA's scripts and styles to anybody: they hold no one's data. Its page is a door's to serve.</summary>
    public static void UseStaticAssets(this WebApplication app) =>
        app.UseWhen(
            call => call.Request.Path.StartsWithSegments(Prefix, StringComparison.Ordinal),
            files => files.UseStaticFiles(Options)
        );
}
