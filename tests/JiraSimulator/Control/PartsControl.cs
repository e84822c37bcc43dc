using System.Security.Cryptography;
using JiraSimulator.Assets.Json;
using JiraSimulator.Sites;
using JiraSimulator.Worlds;

namespace JiraSimulator.Control;

/// <summary>What truly hangs on the objects of a site, whoever may see it through the API.</summary>
internal static class PartsControl
{
    /// <summary>Sums over all objects, or those of one schema.</summary>
    public static IResult Totals(SiteDirectory directory, string site, long? schemaId) =>
        Read(directory, site, world => PartsTotals.Of(ObjectsOf(world, schemaId)));

    /// <summary>Counts of each object that has anything, by id.</summary>
    public static IResult List(SiteDirectory directory, string site, long? schemaId) =>
        Read(
            directory,
            site,
            world =>
                ObjectsOf(world, schemaId)
                    .Select(found => PartsRow.Of(world, found))
                    .Where(row => row.HasAny)
                    .ToList()
        );

    /// <summary>The counts of one object with the digest of each file.</summary>
    public static IResult One(SiteDirectory directory, string site, long id) =>
        Read(
            directory,
            site,
            world =>
                world.Objects.Find(id) is { } found
                    ? new
                    {
                        Counts = PartsRow.Of(world, found),
                        Files = Files(found),
                        Avatar = found.Avatar is { } avatar
                            ? Digest(world.Media.Find(avatar.FileId)!)
                            : null,
                    }
                    : null
        );

    private static List<FileRow> Files(AssetObject owner) =>
        [
            .. owner.Parts.Attachments.Select(attachment => new FileRow(
                Wire.IdText(attachment.Id),
                attachment.FileName,
                attachment.File.Length,
                Digest(attachment.File)
            )),
        ];

    private static string Digest(MediaFile file)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var block in file.Blocks)
            hash.AppendData(block.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static IEnumerable<AssetObject> ObjectsOf(World world, long? schemaId) =>
        world
            .Types.Values.Where(type => schemaId is null || type.SchemaId == schemaId)
            .SelectMany(type => world.Objects.IdsOf(type.Id))
            .Select(id => world.Objects.Find(id)!);

    private static IResult Read<T>(SiteDirectory directory, string site, Func<World, T?> read)
    {
        if (!ControlEndpoints.TryWorld(directory, site, out var world))
            return ControlEndpoints.Unknown(site);
        world.Gate.EnterReadLock();
        try
        {
            return read(world) is { } found
                ? ControlEndpoints.Json(found)
                : ControlEndpoints.Refused("no such object");
        }
        finally
        {
            world.Gate.ExitReadLock();
        }
    }
}

internal sealed record FileRow(string Id, string FileName, long Length, string Sha256);
