using JiraSimulator.Hosting;
using JiraSimulator.Sites;

namespace JiraSimulator.Assets;

/// <summary>The media host, as far as icon uploads need it (contract §5.9).</summary>
internal static class MediaUpload
{
    private const string Prefix = "insight_";
    private const string Suffix = "_icons";

    public static void Map(WebApplication app)
    {
        var directory = app.Services.GetRequiredService<SiteDirectory>();
        app.MapPost("/file/binary", (RequestDelegate)(context => UploadAsync(context, directory)))
            .RequireHost(AtlassianHosts.Media);
    }

    private static async Task UploadAsync(HttpContext context, SiteDirectory directory)
    {
        var collection = context.Request.Query["collection"].ToString();
        var named =
            collection.StartsWith(Prefix, StringComparison.Ordinal)
            && collection.EndsWith(Suffix, StringComparison.Ordinal);
        if (
            !named
            || !directory.TryByWorkspace(collection[Prefix.Length..^Suffix.Length], out var site)
        )
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        using var content = new MemoryStream();
        await context.Request.Body.CopyToAsync(content, context.RequestAborted);
        var world = directory.WorldOf(site);
        var id = "";
        world.Gate.EnterWriteLock();
        try
        {
            if (world.Media.Accepts(BearerOf(context.Request), world.Now))
                id = world.Media.Keep(content.ToArray());
        }
        finally
        {
            world.Gate.ExitWriteLock();
        }
        if (id.Length == 0)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        context.Response.StatusCode = StatusCodes.Status201Created;
        await context.Response.WriteAsJsonAsync(
            new { data = new { id, size = content.Length } },
            context.RequestAborted
        );
    }

    private static string BearerOf(HttpRequest request) =>
        request.Headers.Authorization.ToString()
            is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var token]
            ? token
            : "";
}
