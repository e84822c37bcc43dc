using JiraSimulator.Assets.Json;
using JiraSimulator.Sites;
using JiraSimulator.Worlds;

namespace JiraSimulator.Control;

/// <summary>Every issue that names objects, whoever may browse it.</summary>
internal static class IssuesControl
{
    public static IResult List(SiteDirectory directory, string site)
    {
        if (!ControlEndpoints.TryWorld(directory, site, out var world))
            return ControlEndpoints.Unknown(site);
        world.Gate.EnterReadLock();
        try
        {
            return ControlEndpoints.Json(
                world
                    .Issues.All.Where(issue => issue.Objects.Count > 0)
                    .Select(issue => Row(world, issue))
                    .ToList()
            );
        }
        finally
        {
            world.Gate.ExitReadLock();
        }
    }

    private static object Row(World world, Issue issue) =>
        new
        {
            Id = Wire.IdText(issue.Id),
            issue.Key,
            Fields = world
                .Issues.AssetsFields.Where(field => issue.ObjectsIn(field).Count > 0)
                .ToDictionary(
                    field => field.Id,
                    field => issue.ObjectsIn(field).Select(Wire.IdText)
                ),
        };
}
