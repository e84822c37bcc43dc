using JiraSimulator.Assets.Json;
using JiraSimulator.Sites;
using JiraSimulator.Worlds;

namespace JiraSimulator.Control;

internal static class SitesControl
{
    public static IResult List(SiteDirectory directory) =>
        ControlEndpoints.Json(
            directory
                .Sites.Concat(directory.DataCenters)
                .Select(site => Shown(site, directory.WorldOf(site)))
                .ToList()
        );

    /// <summary>Gives the site another workspace id: the gateway no longer knows the one before.</summary>
    public static IResult MoveWorkspace(SiteDirectory directory, string site)
    {
        if (!directory.TryByName(site, out var found))
            return Results.NotFound();
        found.WorkspaceId = DefaultSites.IdFor($"{found.Name} after {found.WorkspaceId}");
        return ControlEndpoints.Json(new { found.WorkspaceId });
    }

    /// <summary>The token's owner takes it back: from now on it is refused.</summary>
    public static IResult RevokeToken(SiteDirectory directory, string site, string token)
    {
        if (!directory.TryByName(site, out var found))
            return ControlEndpoints.Unknown(site);
        found.RevokedTokens[token] = true;
        return ControlEndpoints.Json(found.RevokedTokens.Keys);
    }

    private static object Shown(Site site, World world)
    {
        world.Gate.EnterReadLock();
        try
        {
            return new
            {
                site.Name,
                site.BaseUrl,
                site.IsDataCenter,
                CloudId = site.IsDataCenter ? null : site.CloudId,
                WorkspaceId = site.IsDataCenter ? null : site.WorkspaceId,
                World = world.Name,
                Schemas = world.Schemas.Values.Select(schema => Shown(world, schema)).ToList(),
            };
        }
        finally
        {
            world.Gate.ExitReadLock();
        }
    }

    private static object Shown(World world, ObjectSchema schema)
    {
        var types = world.TypesOf(schema.Id).ToList();
        return new
        {
            Id = Wire.IdText(schema.Id),
            schema.Key,
            schema.Name,
            Types = types.Count,
            Attributes = types.Sum(type => world.OwnAttributesOf(type.Id).Count()),
            Objects = types.Sum(type => world.Objects.IdsOf(type.Id).Count),
            Archived = world.Objects.Archived.Count(o =>
                world.Types[o.TypeId].SchemaId == schema.Id
            ),
        };
    }
}
