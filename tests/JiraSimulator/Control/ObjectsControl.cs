using System.Buffers;
using System.Text.Json;
using JiraSimulator.Assets.Json;
using JiraSimulator.Sites;

namespace JiraSimulator.Control;

/// <summary>The objects of a site, past its API.</summary>
internal static class ObjectsControl
{
    /// <summary>Every object as a search would show it, all of one moment.</summary>
    public static IResult List(SiteDirectory directory, string site)
    {
        if (!ControlEndpoints.TryWorld(directory, site, out var world))
            return ControlEndpoints.Unknown(site);
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, JsonText.Options);
        var wire = new Wire(world, world.Site.Accounts[0], json);
        world.Gate.EnterReadLock();
        try
        {
            wire.Array(
                world
                    .Types.Keys.SelectMany(type => world.Objects.IdsOf(type))
                    .Select(id => world.Objects.Find(id)!),
                found => ObjectJson.Write(wire, found, withAttributes: true)
            );
        }
        finally
        {
            world.Gate.ExitReadLock();
        }
        json.Flush();
        return Results.Bytes(buffer.WrittenMemory, "application/json");
    }

    public static IResult Delete(SiteDirectory directory, string site, long id)
    {
        if (!ControlEndpoints.TryWorld(directory, site, out var world))
            return ControlEndpoints.Unknown(site);
        world.Gate.EnterWriteLock();
        try
        {
            if (world.Objects.Find(id) is not { } found)
                return Results.NotFound();
            world.Objects.Remove(found);
            return Results.NoContent();
        }
        finally
        {
            world.Gate.ExitWriteLock();
        }
    }
}
