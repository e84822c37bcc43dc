using JiraSimulator.Sites;
using JiraSimulator.Worlds;
using JiraSimulator.Worlds.Changes;

namespace JiraSimulator.Control;

/// <summary>Changes to a site's objects that no one made through the API.</summary>
internal static class ChangesControl
{
    public static IResult Mutate(
        SiteDirectory directory,
        string site,
        int seed = 1,
        int percent = 5
    ) => Run(directory, site, world => new Mutation(world, new Dice((ulong)seed)).Run(percent));

    /// <summary>One change of one object.</summary>
    public static IResult Edit(SiteDirectory directory, string site, int seed) =>
        Run(directory, site, world => new Edits(world, new Dice((ulong)seed)).Run());

    /// <summary>Of a thousand objects so many are changed, created and deleted, these within a few types.</summary>
    public static IResult Day(
        SiteDirectory directory,
        string site,
        int seed = 1,
        int changed = 8,
        int created = 1,
        int deleted = 1,
        int types = 2
    ) =>
        Run(
            directory,
            site,
            world =>
                new Mutation(world, new Dice((ulong)seed)).RunDay(changed, created, deleted, types)
        );

    public static IResult Talk(
        SiteDirectory directory,
        string site,
        int seed = 1,
        int times = 10
    ) => Run(directory, site, world => new Talk(world, new Dice((ulong)seed)).Run(times));

    public static IResult Move(SiteDirectory directory, string site, long schemaId, int seed = 1) =>
        Run(directory, site, world => Reshaping.Move(world, schemaId, new Dice((ulong)seed)));

    public static IResult Drop(SiteDirectory directory, string site, long schemaId) =>
        Run(directory, site, world => Reshaping.Drop(world, schemaId));

    public static IResult Tamper(
        SiteDirectory directory,
        string site,
        long? schemaId,
        int seed = 1
    ) =>
        Run(
            directory,
            site,
            world =>
                Tampering.Run(world, schemaId ?? world.Schemas.Keys.First(), new Dice((ulong)seed))
        );

    private static IResult Run<T>(SiteDirectory directory, string site, Func<World, T> change)
    {
        if (!ControlEndpoints.TryWorld(directory, site, out var world))
            return ControlEndpoints.Unknown(site);
        world.Gate.EnterWriteLock();
        try
        {
            return ControlEndpoints.Json(change(world));
        }
        finally
        {
            world.Gate.ExitWriteLock();
        }
    }
}
