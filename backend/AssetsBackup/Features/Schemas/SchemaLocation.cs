using AssetsBackup.Atlassian;
using AssetsBackup.Features.Connections;

namespace AssetsBackup.Features.Schemas;

/// <summary>Where a schema is, seen from the site that the app is set up for.</summary>
public enum SchemaLocation
{
    Cloud,
    AnotherCloud,
    DataCenter,
}

internal static class SchemaLocations
{
    public static SchemaLocation Location(this Connection connection) =>
        (connection.Kind, connection.Role) switch
        {
            (SiteKind.DataCenter, _) => SchemaLocation.DataCenter,
            (_, ConnectionRole.Current) => SchemaLocation.Cloud,
            _ => SchemaLocation.AnotherCloud,
        };
}
