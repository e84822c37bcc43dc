using JiraSimulator.Assets;
using JiraSimulator.Sites;
using JiraSimulator.Worlds;

namespace JiraSimulator.Jira;

/// <summary>Platform calls on the world of their site, under its lock; a refusal becomes the platform's error body.</summary>
internal sealed class SiteWorlds(SiteDirectory directory)
{
    public IResult Read(JiraCall call, Func<World, IResult> read)
    {
        var world = directory.WorldOf(call.Site);
        world.Gate.EnterReadLock();
        try
        {
            return read(world);
        }
        catch (Refusal refusal)
        {
            return Of(refusal);
        }
        finally
        {
            world.Gate.ExitReadLock();
        }
    }

    public IResult Write(JiraCall call, Func<World, IResult> write)
    {
        var world = directory.WorldOf(call.Site);
        world.Gate.EnterWriteLock();
        try
        {
            return write(world);
        }
        catch (Refusal refusal)
        {
            return Of(refusal);
        }
        finally
        {
            world.Gate.ExitWriteLock();
        }
    }

    private static IResult Of(Refusal refusal) =>
        Results.Json(
            new { errorMessages = refusal.Messages, errors = refusal.Errors },
            statusCode: refusal.Status
        );
}
