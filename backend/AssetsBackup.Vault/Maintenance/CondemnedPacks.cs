using System.Text.Json;
using System.Text.Json.Nodes;

namespace AssetsBackup.Vault;

/// <summary>A blob that condemns packs: they are to be deleted once it is old enough.</summary>
/// <param name="Name">The blob's name.</param>
/// <param name="Since">When it was written, UTC.</param>
/// <param name="Packs">The packs.</param>
internal sealed record Condemnation(string Name, DateTimeOffset Since, IReadOnlyList<BlobId> Packs);

/// <summary>
/// The packs that nothing needed when maintenance looked (docs/vault-format.md, "Pruning"). Writers that begin later do not
/// rely on them; writers that began earlier look again before they commit, see <see cref="Rescue"/>.
/// </summary>
internal sealed class CondemnedPacks(SealedBlobs blobs)
{
    // A hex id and its quotes in JSON.
    private const int EntryLength = (2 * BlobId.Size) + 3;

    /// <summary>Names of the condemnations in the store.</summary>
    internal ValueTask<HashSet<string>> ListAsync(CancellationToken cancellationToken) =>
        blobs
            .Store.ListAsync(BlobNames.AllCondemned, cancellationToken)
            .Select(blob => blob.Name)
            .ToHashSetAsync(StringComparer.Ordinal, cancellationToken);

    /// <exception cref="VaultDamagedException">It is missing or damaged.</exception>
    internal Task<Condemnation> ReadAsync(string name, CancellationToken cancellationToken) =>
        blobs.GetAsync(
            name,
            BlobKind.Condemned,
            content => Decode(name, content),
            cancellationToken
        );

    /// <summary>The packs of those condemnations that can be read. What cannot be read, nobody may act on.</summary>
    internal Task<HashSet<BlobId>> ReadablePacksAsync(
        IEnumerable<string> names,
        CancellationToken cancellationToken
    ) =>
        // Maintenance refuses to delete anything while one is damaged.
        PacksAsync(names, failure => failure is VaultDamagedException, cancellationToken);

    /// <summary>
    /// The packs that are condemned, as far as can be read: to condemn one twice does no harm. A blob of a newer format, which
    /// anyone can put there, keeps nobody from condemning; verification names it.
    /// </summary>
    internal async Task<HashSet<BlobId>> KnownPacksAsync(CancellationToken cancellationToken) =>
        await PacksAsync(await ListAsync(cancellationToken), _ => true, cancellationToken);

    private async Task<HashSet<BlobId>> PacksAsync(
        IEnumerable<string> names,
        Func<VaultException, bool> isPassedOver,
        CancellationToken cancellationToken
    )
    {
        var packs = new HashSet<BlobId>();
        foreach (var name in names)
        {
            try
            {
                packs.UnionWith((await ReadAsync(name, cancellationToken)).Packs);
            }
            catch (VaultException failure) when (isPassedOver(failure))
            {
                // Its packs count as not condemned.
            }
        }
        return packs;
    }

    internal async Task PutAsync(
        IReadOnlyList<BlobId> packs,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        foreach (var part in packs.Chunk(VaultLimits.Part / EntryLength))
        {
            var id = BlobId.Create();
            await blobs.PutAndReadBackAsync(
                BlobNames.Condemned(id),
                BlobKind.Condemned,
                id,
                Encode(part, now),
                cancellationToken
            );
        }
    }

    internal static byte[] Encode(IEnumerable<BlobId> packs, DateTimeOffset since) =>
        CanonicalJson.Write(
            new JsonObject
            {
                ["packs"] = new JsonArray([.. packs.Select(pack => (JsonNode)pack.ToString())]),
                ["sinceUtcTicks"] = since.UtcTicks,
            }
        );

    /// <exception cref="MalformedException">Not a condemnation.</exception>
    internal static Condemnation Decode(string name, byte[] content)
    {
        try
        {
            using var json = JsonDocument.Parse(content);
            var ticks = json.RootElement.GetProperty("sinceUtcTicks").GetInt64();
            return new Condemnation(
                name,
                new DateTimeOffset(ticks, TimeSpan.Zero),
                [
                    .. json
                        .RootElement.GetProperty("packs")
                        .EnumerateArray()
                        .Select(pack => BlobId.Parse(pack.GetString() ?? "")),
                ]
            );
        }
        catch (Exception e)
            when (e
                    is JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or FormatException
                        or ArgumentException
            )
        {
            throw new MalformedException("it is not a condemnation", e);
        }
    }
}
