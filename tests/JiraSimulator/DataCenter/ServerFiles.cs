using System.Diagnostics;
using JiraSimulator.Assets;
using JiraSimulator.Hosting;
using JiraSimulator.Sites;
using JiraSimulator.Worlds;

namespace JiraSimulator.DataCenter;

/// <summary>The bytes of attachments, under the server's own credentials: there is no media host (contract §11).</summary>
internal static class ServerFiles
{
    private static readonly DataCenterRoute Route = DataCenterRoute
        .Assets("/attachments/{id}/{name}", "downloadMedia", _ => Answer.Empty)
        .While(switches => switches.Attachments);

    public static void Map(RouteGroupBuilder group, DataCenterDispatcher dispatcher) =>
        group.MapGet(
            Route.Route.Path,
            (RequestDelegate)(
                context =>
                    dispatcher.RunAsync(
                        context,
                        Route,
                        (world, account, started) => SendAsync(context, world, account, started)
                    )
            )
        );

    private static async Task SendAsync(
        HttpContext context,
        World world,
        Account account,
        long started
    )
    {
        var limit = world.RateLimits.Take(account.AccountId, Route.Route.Operation, world.Now);
        var found =
            limit is not null && FaultAnswers.Limit(context, limit, world)
                ? null
                : Find(context, world, account);
        if (found is not null)
            await MediaHost.SendAsync(context, world, found.File, found.ContentType);
        context
            .RequestServices.GetRequiredService<RequestMeter>()
            .Count(
                Route.Route.Operation,
                context.Response.StatusCode,
                found?.File.Length ?? 0,
                Stopwatch.GetElapsedTime(started)
            );
    }

    private static Attachment? Find(HttpContext context, World world, Account account)
    {
        world.Gate.EnterReadLock();
        try
        {
            return AttachmentEndpoints
                .Routed(new AssetsCall(world, account, context.Request, null))
                .Found;
        }
        catch (Refusal refusal)
        {
            context.Response.StatusCode = refusal.Status;
            return null;
        }
        finally
        {
            world.Gate.ExitReadLock();
        }
    }
}
