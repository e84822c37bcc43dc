using JiraSimulator.Sites;
using JiraSimulator.Worlds;
using JiraSimulator.Worlds.Changes;

namespace JiraSimulator.Control;

/// <summary>Archives objects of a Data Center site and takes them back; Cloud has no archive.</summary>
internal static class ArchiveControl
{
    /// <summary>So many of a hundred objects, of one schema or of all.</summary>
    public static IResult Share(
        SiteDirectory directory,
        string site,
        long? schemaId,
        int percent = 5,
        int seed = 1
    ) =>
        Run(
            directory,
            site,
            world => Archiving.Run(world, schemaId, percent, new Dice((ulong)seed))
        );

    public static IResult Archive(SiteDirectory directory, string site, long id) =>
        OnOne(directory, site, id, Archiving.Archive);

    public static IResult Restore(SiteDirectory directory, string site, long id) =>
        OnOne(directory, site, id, (world, found) => world.Objects.Restore(found));

    private static IResult OnOne(
        SiteDirectory directory,
        string site,
        long id,
        Action<World, AssetObject> change
    ) =>
        Run(
            directory,
            site,
            world =>
            {
                if (world.Objects.Find(id) is not { } found)
                    return [];
                change(world, found);
                return [id];
            }
        );

    private static IResult Run(
        SiteDirectory directory,
        string site,
        Func<World, IReadOnlyList<long>> change
    )
    {
        if (!ControlEndpoints.TryWorld(directory, site, out var world))
            return ControlEndpoints.Unknown(site);
        if (!world.Site.IsDataCenter)
            return ControlEndpoints.Refused("only Data Center archives objects");
        world.Gate.EnterWriteLock();
        try
        {
            return ControlEndpoints.Json(new { ObjectIds = change(world) });
        }
        finally
        {
            world.Gate.ExitWriteLock();
        }
    }
}
