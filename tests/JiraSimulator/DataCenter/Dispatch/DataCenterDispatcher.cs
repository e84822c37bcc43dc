using System.Diagnostics;
using JiraSimulator.Assets;
using JiraSimulator.Hosting;
using JiraSimulator.Sites;
using JiraSimulator.Worlds;

namespace JiraSimulator.DataCenter;

/// <summary>Takes a call to a Data Center through credentials and the routes that its version has, then on as on Cloud.</summary>
internal sealed class DataCenterDispatcher(
    SiteDirectory directory,
    RequestMeter meter,
    AssetsDispatcher admitted
)
{
    /// <summary>Sees nothing: who calls without credentials where nobody need have any.</summary>
    private static readonly Account Nobody = new()
    {
        AccountId = "",
        DisplayName = "",
        Email = "",
        HasAssetsRole = false,
        Tokens = new Dictionary<string, TokenState>(),
    };

    public Task RunAsync(HttpContext context, DataCenterRoute route) =>
        RunAsync(
            context,
            route,
            (world, account, started) =>
                admitted.RunAdmittedAsync(context, world, account, Checked(route), started)
        );

    /// <param name="run">What an admitted call does; it is given when the call came in.</param>
    public async Task RunAsync(
        HttpContext context,
        DataCenterRoute route,
        Func<World, Account, long, Task> run
    )
    {
        var started = Stopwatch.GetTimestamp();
        directory.TryDataCenterByHost(context.Request.Host.Host, out var site);
        var world = directory.WorldOf(site!);
        var caller = DataCenterCallers.Identify(context.Request, site!);
        if (RefusalOf(context, caller, route, world) is { } refuse)
        {
            await refuse(context);
            meter.Count(
                route.Route.Operation,
                context.Response.StatusCode,
                0,
                Stopwatch.GetElapsedTime(started)
            );
            return;
        }
        await run(world, caller.Account ?? Nobody, started);
    }

    /// <summary>How to refuse this caller, or null for one who may go on.</summary>
    private static Func<HttpContext, Task>? RefusalOf(
        HttpContext context,
        Caller caller,
        DataCenterRoute route,
        World world
    )
    {
        if (caller.Kind == CallerKind.Refused)
            return DataCenterAnswers.RefuseAsync;
        var answer =
            IsUnknown(context.Request, route, world.Switches)
                ? DataCenterAnswers.UnknownRoute(context.Request)
            : caller.Kind == CallerKind.Account || route.WelcomesAnonymous ? null
            : route.IsPlatform ? DataCenterAnswers.Unauthenticated
            : DataCenterAnswers.LoginRedirect(context.Request, world.Site);
        return answer is null ? null : refused => DataCenterAnswers.SendAsync(refused, answer);
    }

    private static bool IsUnknown(HttpRequest request, DataCenterRoute route, Switches switches) =>
        !route.IsKnown(switches)
        || (
            switches.AssetsBaseMissing
            && request.Path.StartsWithSegments("/rest/assets", StringComparison.Ordinal)
        );

    /// <summary>The route with its parameters checked first: what is not known is refused, and so cannot be sent in vain.</summary>
    private static AssetsRoute Checked(DataCenterRoute route) =>
        route.Route with
        {
            Handle = call =>
                call.Request.Query.Keys.FirstOrDefault(name => !route.Parameters.Contains(name))
                    is { } unknown
                    ? throw route.Named(Refusal.Bad($"{unknown} is not a parameter of this call"))
                    : route.Route.Handle(call),
        };
}
