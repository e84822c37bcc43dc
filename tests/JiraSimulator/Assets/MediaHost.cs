using System.Diagnostics;
using JiraSimulator.Hosting;
using JiraSimulator.Sites;
using JiraSimulator.Worlds;

namespace JiraSimulator.Assets;

/// <summary>The media host: uploads of icons and attachments, and the bytes of every file (contract §5.9 to §5.11).</summary>
internal sealed class MediaHost(SiteDirectory directory, RequestMeter meter)
{
    private const string Prefix = "insight_";
    private const string Suffix = "_icons";

    public static void Map(WebApplication app)
    {
        var host = ActivatorUtilities.CreateInstance<MediaHost>(app.Services);
        var group = app.MapGroup("/file").RequireHost(AtlassianHosts.Media);
        group.MapPost("", (RequestDelegate)host.UploadAsync);
        group.MapPost("/binary", (RequestDelegate)host.UploadAsync);
        group.MapGet("/{id}/binary", (RequestDelegate)host.DownloadAsync);
    }

    /// <summary>Where a file is found, by a client that has a token.</summary>
    public static string UrlOf(Site site, string fileId, string token) =>
        $"https://{AtlassianHosts.Media}/file/{fileId}/binary?client={site.CloudId}&token={Uri.EscapeDataString(token)}";

    private async Task UploadAsync(HttpContext context)
    {
        if (WorldOf(context.Request) is not { } world)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        if (world.Media.Admit(TokenOf(context.Request), world.Now, world.Switches) is null)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        var file = world.Media.Keep(await ReadAsync(context));
        context.Response.StatusCode = StatusCodes.Status201Created;
        await context.Response.WriteAsJsonAsync(
            new { data = new { id = file.Id, size = file.Length } },
            context.RequestAborted
        );
    }

    /// <summary>Icons come as the body itself, attachments as the part <c>file</c> of a form.</summary>
    private static async Task<byte[]> ReadAsync(HttpContext context)
    {
        using var content = new MemoryStream();
        if (context.Request.HasFormContentType)
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            if (form.Files["file"] is { } file)
                await file.CopyToAsync(content, context.RequestAborted);
        }
        else
            await context.Request.Body.CopyToAsync(content, context.RequestAborted);
        return content.ToArray();
    }

    private async Task DownloadAsync(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        var (status, world, file) = Find(context.Request);
        context.Response.StatusCode = status;
        if (file is not null)
            await SendAsync(context, world!, file);
        meter.Count(
            "downloadMedia",
            context.Response.StatusCode,
            file?.Length ?? 0,
            Stopwatch.GetElapsedTime(started)
        );
    }

    private (int Status, World? World, MediaFile? File) Find(HttpRequest request)
    {
        if (WorldOf(request) is not { } world)
            return (StatusCodes.Status404NotFound, null, null);
        if (world.Media.Admit(TokenOf(request), world.Now, world.Switches) is not { } pass)
            return (StatusCodes.Status401Unauthorized, null, null);
        var file = world.Media.Find((string)request.RouteValues["id"]!);
        if (file is null)
            return (StatusCodes.Status404NotFound, null, null);
        return IsOpen(world, pass, file)
            ? (StatusCodes.Status200OK, world, file)
            : (StatusCodes.Status403Forbidden, null, null);
    }

    private static bool IsOpen(World world, MediaPass pass, MediaFile file)
    {
        if (pass.ObjectId is not { } objectId)
            return true;
        world.Gate.EnterReadLock();
        try
        {
            return world.Objects.Find(objectId)?.Parts.Attachments.Exists(a => a.File.Id == file.Id)
                == true;
        }
        finally
        {
            world.Gate.ExitReadLock();
        }
    }

    /// <summary>A fault after acting cuts the file in the middle.</summary>
    public static async Task SendAsync(
        HttpContext context,
        World world,
        MediaFile file,
        string contentType = "application/octet-stream"
    )
    {
        var fault = world.Faults.Due("downloadMedia");
        if (fault is { AfterActing: false })
        {
            await FaultAnswers.SendAsync(context, fault);
            return;
        }
        context.Response.ContentType = contentType;
        context.Response.ContentLength = file.Length;
        var left = fault is null ? file.Length : file.Length / 2;
        foreach (var block in file.Blocks)
        {
            var part = block[..(int)Math.Min(left, block.Length)];
            await context.Response.Body.WriteAsync(part, context.RequestAborted);
            left -= part.Length;
        }
        if (fault is not null)
        {
            await context.Response.Body.FlushAsync(context.RequestAborted);
            context.Abort();
        }
    }

    /// <summary>The site is named by a client id, or by the collection of its icons.</summary>
    private World? WorldOf(HttpRequest request)
    {
        var collection = request.Query["collection"].ToString();
        var named =
            collection.StartsWith(Prefix, StringComparison.Ordinal)
            && collection.EndsWith(Suffix, StringComparison.Ordinal);
        var client = request.Headers["X-Client-Id"] is [{ } header, ..]
            ? header
            : request.Query["client"].ToString();
        return named
            && directory.TryByWorkspace(collection[Prefix.Length..^Suffix.Length], out var owner)
                ? directory.WorldOf(owner)
            : directory.TryByCloudId(client, out var site) ? directory.WorldOf(site)
            : null;
    }

    private static string TokenOf(HttpRequest request) =>
        request.Headers.Authorization.ToString()
            is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var token]
            ? token
            : request.Query["token"].ToString();
}
