using System.Globalization;
using JiraSimulator.Sites;
using JiraSimulator.Worlds.Counted;
using JiraSimulator.Worlds.Itsm;
using JiraSimulator.Worlds.Many;
using JiraSimulator.Worlds.Random;

namespace JiraSimulator.Worlds;

/// <summary>Makes a world from its name and the seed of the run.</summary>
internal static class WorldCatalogue
{
    /// <exception cref="FormatException">No world has this name.</exception>
    public static World Make(string name, Site site, SimulatorOptions options)
    {
        var world = new World(name, site, options.Time);
        var place = StableHash(site.Name);
        world.Counters.StartAt(100 + (long)(place % 900));
        BirthConfiguration.Add(world, new Dice(place));
        BirthFields.Add(world);
        switch (name)
        {
            case "empty":
                return world;
            case "itsm":
                return Itsm(world, ItsmWorld.ObjectCount, options);
        }
        if (TryNumber(name, "itsm:", out var objects))
            return Itsm(world, objects, options);
        if (TryNumber(name, "n:", out var count))
            CountedWorld.Fill(world, count, (ulong)options.Seed);
        else if (TryNumber(name, "schemas:", out var schemas))
            ManySchemas.Fill(world, schemas, (ulong)options.Seed);
        else if (TryNumber(name, "random:", out var seed))
            RandomWorld.Fill(world, (ulong)seed);
        else
            throw new FormatException(
                $"There is no world {name}: itsm, itsm:COUNT, empty, n:COUNT, schemas:COUNT or random:SEED"
            );
        return world;
    }

    private static World Itsm(World world, int objects, SimulatorOptions options)
    {
        ItsmWorld.Fill(world, objects, (ulong)options.Seed);
        if (world.Site.IsDataCenter)
            ServerKinds.Fill(world);
        return world;
    }

    private static bool TryNumber(string name, string prefix, out int number)
    {
        number = 0;
        return name.StartsWith(prefix, StringComparison.Ordinal)
            && int.TryParse(
                name.AsSpan(prefix.Length),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out number
            );
    }

    private static ulong StableHash(string text) =>
        text.Aggregate(14695981039346656037ul, (hash, c) => Dice.Mix(hash ^ c));
}
