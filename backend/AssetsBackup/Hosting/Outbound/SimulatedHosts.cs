using System.Runtime.Loader;

namespace AssetsBackup.Hosting.Outbound;

/// <summary>
/// Loads the Development host's map of simulated names. The assembly is named by path and holds one
/// <see cref="HostMap"/> with a constructor that takes the map's file.
/// </summary>
internal static class SimulatedHosts
{
    public const string Section = "SimulatedHosts";

    /// <summary>The configured map, or null where none is configured.</summary>
    /// <exception cref="InvalidOperationException">A map is configured outside Development, or half configured.</exception>
    public static HostMap? Load(IConfiguration configuration, IHostEnvironment environment)
    {
        var section = configuration.GetSection(Section);
        var (assembly, file) = (section["Assembly"], section["File"]);
        if (string.IsNullOrEmpty(assembly) && string.IsNullOrEmpty(file))
            return null;
        if (!environment.IsDevelopment())
        {
            throw new InvalidOperationException(
                $"{Section} is configured, but simulated hosts exist in Development only. Remove the section from the configuration."
            );
        }
        if (string.IsNullOrEmpty(assembly) || string.IsNullOrEmpty(file))
            throw new InvalidOperationException($"{Section} needs both Assembly and File.");
        return Create(Path.GetFullPath(assembly), Path.GetFullPath(file));
    }

    private static HostMap Create(string assembly, string file) =>
        (HostMap)
            AssemblyLoadContext
                .Default.LoadFromAssemblyPath(assembly)
                .GetTypes()
                .Where(type => type.IsSubclassOf(typeof(HostMap)))
                .Select(type => type.GetConstructor([typeof(string)]))
                .Single(constructor => constructor is not null)!
                .Invoke([file]);
}
