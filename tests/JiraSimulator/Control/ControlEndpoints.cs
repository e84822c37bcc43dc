using System.Text.Json;
using System.Text.Json.Serialization;
using JiraSimulator.Hosting;
using JiraSimulator.Sites;
using JiraSimulator.Worlds;

namespace JiraSimulator.Control;

/// <summary>What tests and the demo do to the simulator itself, on the plain HTTP port under <c>/_sim</c>.</summary>
internal static class ControlEndpoints
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static void MapControl(this WebApplication app)
    {
        var control = app.MapGroup("/_sim").RequireHost(AtlassianHosts.Browser, "127.0.0.1");
        control.MapGet("/sites", SitesControl.List);
        control.MapGet("/stats", (RequestMeter meter) => Json(meter.Operations));
        control.MapDelete("/stats", (RequestMeter meter) => meter.Reset());
        control.MapPost("/compare", CompareControl.CompareAsync);
        control.MapPut("/switches", SwitchesControl.ChangeAllAsync);

        control.MapGet("/sinks/hooks", SinksControl.Hooks);
        control.MapPut("/sinks/hooks", SinksControl.SetHooksAsync);
        control.MapDelete("/sinks/hooks", SinksControl.ClearHooks);
        control.MapGet("/sinks/mail", SinksControl.Mails);
        control.MapPut("/sinks/mail", SinksControl.SetMailAsync);
        control.MapDelete("/sinks/mail", SinksControl.ClearMail);

        var site = control.MapGroup("/sites/{site}");
        site.MapGet("/switches", SwitchesControl.Read);
        site.MapPut("/switches", SwitchesControl.ChangeAsync);
        site.MapGet("/faults", FaultsControl.List);
        site.MapPost("/faults", FaultsControl.AddAsync);
        site.MapDelete("/faults", FaultsControl.Clear);
        site.MapGet("/searches", SearchesControl.List);
        site.MapDelete("/searches", SearchesControl.Clear);
        site.MapGet("/limits", LimitsControl.Read);
        site.MapPut("/limits", LimitsControl.SetAsync);
        site.MapGet("/objects", ObjectsControl.List);
        site.MapDelete("/objects/{id:long}", ObjectsControl.Delete);
        site.MapGet("/parts", PartsControl.Totals);
        site.MapGet("/parts/objects", PartsControl.List);
        site.MapGet("/parts/objects/{id:long}", PartsControl.One);
        site.MapGet("/issues", IssuesControl.List);
        site.MapPost("/workspace", SitesControl.MoveWorkspace);
        site.MapPost("/tokens/{token}/revoke", SitesControl.RevokeToken);
        site.MapPost("/mutate", ChangesControl.Mutate);
        site.MapPost("/edit", ChangesControl.Edit);
        site.MapPost("/day", ChangesControl.Day);
        site.MapPost("/move", ChangesControl.Move);
        site.MapPost("/drop", ChangesControl.Drop);
        site.MapPost("/talk", ChangesControl.Talk);
        site.MapPost("/tamper", ChangesControl.Tamper);
        site.MapPost("/archive", ArchiveControl.Share);
        site.MapPost("/archive/{id:long}", ArchiveControl.Archive);
        site.MapDelete("/archive/{id:long}", ArchiveControl.Restore);
    }

    public static IResult Json<T>(T value) => Results.Json(value, Format);

    /// <summary>The body as <typeparamref name="T"/>, or a problem that says what is wrong with it.</summary>
    public static async Task<(T? Value, IResult? Problem)> ReadAsync<T>(HttpRequest request)
        where T : class
    {
        try
        {
            var value = await request.ReadFromJsonAsync<T>(
                Format,
                request.HttpContext.RequestAborted
            );
            return value is null ? (null, Refused("the body is empty")) : (value, null);
        }
        catch (JsonException wrong)
        {
            return (null, Refused(wrong.Message));
        }
    }

    public static IResult Refused(string message) =>
        Results.Json(new { message }, Format, statusCode: StatusCodes.Status400BadRequest);

    public static IResult Unknown(string site) =>
        Results.Json(
            new { message = $"no site {site}" },
            Format,
            statusCode: StatusCodes.Status404NotFound
        );

    public static bool TryWorld(SiteDirectory directory, string name, out World world)
    {
        var known = directory.TryAnyByName(name, out var site);
        world = known ? directory.WorldOf(site!) : null!;
        return known;
    }
}
