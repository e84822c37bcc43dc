using JiraSimulator.Sites;

namespace JiraSimulator.Worlds;

/// <summary>Makes a world from its name and the seed of the run.</summary>
internal static class WorldCatalogue
{
    public static World Make(string name, Site site, SimulatorOptions options)
    {
        return new World(name, site, options.Time);
    }
}
