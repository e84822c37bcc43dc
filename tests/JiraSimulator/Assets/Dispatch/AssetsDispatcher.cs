using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using JiraSimulator.Assets.Json;
using JiraSimulator.Hosting;
using JiraSimulator.Sites;
using JiraSimulator.Worlds;

namespace JiraSimulator.Assets;

/// <summary>Takes a call through credentials, rate limits, scripted faults and the world's lock to its handler, and records the answer.</summary>
internal sealed class AssetsDispatcher(
    SiteDirectory directory,
    Callers callers,
    RequestMeter meter,
    AnswerRecorder recorder
)
{
    public Task RunOnWorkspaceAsync(HttpContext context, AssetsRoute route)
    {
        var known = directory.TryByWorkspace(
            (string)context.Request.RouteValues["ws"]!,
            out var site
        );
        var named = context.Request.RouteValues["cloudId"] as string;
        var hostIsSite = directory.TryByHost(context.Request.Host.Host, out var bySite);
        if (
            !known
            || (named is not null && named != site!.CloudId)
            || (hostIsSite && bySite != site)
        )
        {
            return GatewayAnswers.UnknownWorkspaceAsync(context);
        }
        return RunAsync(context, site!, route);
    }

    public async Task RunAsync(HttpContext context, Site site, AssetsRoute route)
    {
        var started = Stopwatch.GetTimestamp();
        var caller = callers.Identify(context.Request, site);
        var world = directory.WorldOf(site);
        if (GatewayAnswers.RefusalOf(caller, context, world.Switches) is { } refused)
        {
            await refused(context);
            meter.Count(
                route.Operation,
                context.Response.StatusCode,
                0,
                Stopwatch.GetElapsedTime(started)
            );
            return;
        }
        await RunAdmittedAsync(context, world, caller.Account!, route, started);
    }

    /// <summary>From here on the caller is known and may go on.</summary>
    /// <param name="started">When the call came in, as a timestamp of <see cref="Stopwatch"/>.</param>
    public async Task RunAdmittedAsync(
        HttpContext context,
        World world,
        Account caller,
        AssetsRoute route,
        long started
    )
    {
        var fault = world.Faults.Due(route.Operation);
        if (await FailsBeforeAsync(context, world, caller, route, fault))
        {
            meter.Count(
                route.Operation,
                context.Response.StatusCode,
                0,
                Stopwatch.GetElapsedTime(started)
            );
            return;
        }
        using var body = await ReadBodyAsync(context);
        if (
            route.Operation == AqlEndpoints.Search
            && world.Switches.PageMilliseconds is > 0 and var slow
        )
            await Task.Delay(slow, context.RequestAborted);
        var call = new AssetsCall(world, caller, context.Request, body?.RootElement)
        {
            Lie = fault?.Kind.IsLie() == true ? fault.Kind : null,
        };
        var buffer = AnswerBuffers.Rent();
        var answer = RunLocked(call, route, buffer);
        ActAfterwards(call, route);
        recorder.Record(route.Operation, answer, buffer.WrittenMemory, world);
        meter.Count(
            route.Operation,
            answer.Status,
            buffer.WrittenCount,
            Stopwatch.GetElapsedTime(started)
        );
        if (fault is { AfterActing: true } && call.Lie is null)
            await FaultAnswers.SendAsync(context, fault);
        else
            await SendAsync(context, answer, buffer);
        AnswerBuffers.Return(buffer);
    }

    private static async Task<bool> FailsBeforeAsync(
        HttpContext context,
        World world,
        Account caller,
        AssetsRoute route,
        Fault? fault
    )
    {
        var limit = world.RateLimits.Take(caller.AccountId, route.Operation, world.Now);
        if (limit is not null && FaultAnswers.Limit(context, limit, world))
            return true;
        if (fault is not { AfterActing: false } || fault.Kind.IsLie())
            return false;
        await FaultAnswers.SendAsync(context, fault);
        return true;
    }

    private static async Task<JsonDocument?> ReadBodyAsync(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method))
            return null;
        if (context.Request.HasFormContentType)
        {
            // Read here and kept with the request: a handler holds the world's lock and does not wait.
            await context.Request.ReadFormAsync(context.RequestAborted);
            return null;
        }
        try
        {
            return await JsonDocument.ParseAsync(
                context.Request.Body,
                cancellationToken: context.RequestAborted
            );
        }
        catch (JsonException)
        {
            // The handler that wants a body refuses its absence.
            return null;
        }
    }

    private static Answer RunLocked(
        AssetsCall call,
        AssetsRoute route,
        ArrayBufferWriter<byte> buffer
    )
    {
        var gate = call.World.Gate;
        var writes = route.Effect != Effect.Reads;
        Enter(gate, writes);
        try
        {
            var answer = Handle(call, route);
            if (route.Effect == Effect.ChangesDefinitions)
                call.World.DefinitionsChanged();
            Write(call, answer, buffer);
            return answer;
        }
        finally
        {
            Exit(gate, writes);
        }
    }

    private static void ActAfterwards(AssetsCall call, AssetsRoute route)
    {
        if (route.Afterwards(call) is not { } act)
            return;
        call.World.Gate.EnterWriteLock();
        try
        {
            act();
        }
        finally
        {
            call.World.Gate.ExitWriteLock();
        }
    }

    private static Answer Handle(AssetsCall call, AssetsRoute route)
    {
        try
        {
            return route.Handle(call);
        }
        catch (Refusal refusal)
        {
            return Answer.Of(refusal);
        }
    }

    private static void Write(AssetsCall call, Answer answer, ArrayBufferWriter<byte> buffer)
    {
        if (answer.Bytes is { } bytes)
            buffer.Write(bytes);
        if (answer.Json is { } json)
        {
            using var writer = new Utf8JsonWriter(buffer, JsonText.Options);
            json(new Wire(call.World, call.Caller, writer));
        }
    }

    private static async Task SendAsync(
        HttpContext context,
        Answer answer,
        ArrayBufferWriter<byte> buffer
    )
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType =
            answer.ContentType ?? (answer.Json is null ? null : "application/json");
        context.Response.ContentLength = buffer.WrittenCount;
        if (answer.Location is { } location)
            context.Response.Headers.Location = location;
        await context.Response.Body.WriteAsync(buffer.WrittenMemory, context.RequestAborted);
    }

    private static void Enter(ReaderWriterLockSlim gate, bool writes)
    {
        if (writes)
            gate.EnterWriteLock();
        else
            gate.EnterReadLock();
    }

    private static void Exit(ReaderWriterLockSlim gate, bool writes)
    {
        if (writes)
            gate.ExitWriteLock();
        else
            gate.ExitReadLock();
    }
}
