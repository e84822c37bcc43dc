using System.Diagnostics;
using JiraSimulator.Assets;
using JiraSimulator.Hosting;
using JiraSimulator.Sites;
using JiraSimulator.Worlds;

namespace JiraSimulator.Jira;

/// <summary>The name by which faults, limits, statistics and the published document know a platform call.</summary>
internal sealed record PlatformOperation(string Name);

/// <summary>Limits, scripted faults, statistics and the record of answers, for platform calls that have a name.</summary>
internal static class PlatformFaults
{
    /// <summary>Names a call, so that it can be limited, made to fail and counted as those of Assets are.</summary>
    public static TBuilder Named<TBuilder>(this TBuilder endpoint, string operation)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new PlatformOperation(operation));

    public static RouteGroupBuilder WithFaults(this RouteGroupBuilder group) =>
        group.AddEndpointFilter(
            async (context, next) =>
                context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<PlatformOperation>()
                    is { } operation
                    ? await RunAsync(context, next, operation.Name)
                    : await next(context)
        );

    private static async ValueTask<object?> RunAsync(
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next,
        string operation
    )
    {
        var http = context.HttpContext;
        var started = Stopwatch.GetTimestamp();
        var answer = await AnswerAsync(context, next, operation);
        var status = (answer as IStatusCodeHttpResult)?.StatusCode ?? http.Response.StatusCode;
        http.RequestServices.GetRequiredService<RequestMeter>()
            .Count(operation, status, 0, Stopwatch.GetElapsedTime(started));
        if (answer is IValueHttpResult { Value: { } body } && WorldOf(http) is { } world)
        {
            http.RequestServices.GetRequiredService<AnswerRecorder>()
                .RecordPlatform(operation, status, body, world.Switches);
        }
        return answer;
    }

    private static async ValueTask<object?> AnswerAsync(
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next,
        string operation
    )
    {
        var http = context.HttpContext;
        if (JiraCall.Of(http) is not { } call || WorldOf(http) is not { } world)
            return await next(context);
        var account = call.Caller.Account?.AccountId ?? call.Caller.AppKey ?? "";
        var limit = world.RateLimits.Take(account, operation, world.Now);
        if (limit is not null && FaultAnswers.Limit(http, limit, world))
            return Results.Empty;
        if (world.Faults.Due(operation) is not { } fault)
            return await next(context);
        if (fault.AfterActing)
            await next(context);
        await FaultAnswers.SendAsync(http, fault);
        return Results.Empty;
    }

    private static World? WorldOf(HttpContext http)
    {
        var directory = http.RequestServices.GetRequiredService<SiteDirectory>();
        return directory.TryByHost(http.Request.Host.Host, out var site)
            ? directory.WorldOf(site)
            : null;
    }
}
