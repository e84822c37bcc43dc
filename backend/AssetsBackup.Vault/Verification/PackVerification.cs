namespace AssetsBackup.Vault;

/// <summary>Reads packs whole and compares every record in them with its id.</summary>
internal sealed class PackVerification(SealedBlobs blobs, VaultIndex index, VerifyFindings findings)
{
    // One pack is hashed while another is read.
    private const int Parallelism = 2;

    private long packsRead;
    private long bytesRead;

    internal long PacksRead => Interlocked.Read(ref packsRead);

    internal long BytesRead => Interlocked.Read(ref bytesRead);

    /// <summary>Reports the packs that the store lacks or has with another length.</summary>
    /// <returns>The others.</returns>
    internal IReadOnlyList<IndexedPack> Compare(
        IEnumerable<IndexedPack> packs,
        Dictionary<string, long> stored
    )
    {
        var there = new List<IndexedPack>();
        foreach (var pack in packs)
        {
            if (!stored.TryGetValue(pack.Name, out var length))
                findings.Add(pack.Name, VerifyProblem.Missing, "it is missing");
            else if (length != pack.StoredLength)
            {
                var detail = $"it has {length} bytes, not {pack.StoredLength}";
                findings.Add(pack.Name, VerifyProblem.WrongLength, detail);
            }
            else
                there.Add(pack);
        }
        return there;
    }

    internal async Task ReadAsync(
        IReadOnlyCollection<IndexedPack> packs,
        Action report,
        CancellationToken cancellationToken
    )
    {
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = Parallelism,
            CancellationToken = cancellationToken,
        };
        await Parallel.ForEachAsync(
            packs,
            options,
            async (pack, token) =>
            {
                await ReadAsync(pack, token);
                report();
            }
        );
    }

    private async Task ReadAsync(IndexedPack indexed, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref packsRead);
        Interlocked.Add(ref bytesRead, indexed.StoredLength);
        try
        {
            indexed.RequireSame(await blobs.GetPackAsync(indexed.Name, cancellationToken));
        }
        catch (VaultException e)
        {
            index.Lose(indexed);
            findings.Add(e);
        }
    }
}
