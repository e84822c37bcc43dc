using System.Security.Cryptography;
using System.Text.Json;
using AssetsBackup.Features.Snapshots.Records;
using AssetsBackup.Vault;

namespace AssetsBackup.Tests.Capture;

/// <summary>Attachments by id, name and the digest of their bytes: as a snapshot holds them, and as the site has them.</summary>
internal static class CapturedFiles
{
    public static async Task<IReadOnlyList<(string Id, string Name, string Sha256)>> InAsync(
        RootReader root
    )
    {
        var files = new List<(string, string, string)>();
        await foreach (
            var entry in root.ListAsync(SnapshotTrees.AttachmentFiles, null, CancellationToken.None)
        )
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await foreach (var piece in root.ReadPiecesAsync(entry.Record, CancellationToken.None))
                hash.AppendData(piece.Span);
            files.Add((entry.Id, entry.Label, Convert.ToHexStringLower(hash.GetHashAndReset())));
        }
        return files;
    }

    public static async Task<IReadOnlyList<(string Id, string Name, string Sha256)>> OfWorldAsync(
        CaptureHost host,
        string key,
        string site = "acme"
    )
    {
        var files = new List<(string, string, string)>();
        foreach (var id in (await host.CountsAsync(key, "attachments", site)).Keys)
            files.AddRange(
                (await host.PartsAsync(id, site))
                    .GetProperty("files")
                    .EnumerateArray()
                    .Select(file =>
                        (Text(file, "id"), Text(file, "fileName"), Text(file, "sha256"))
                    )
            );
        return files;
    }

    private static string Text(JsonElement file, string name) =>
        file.GetProperty(name).GetString()!;
}
