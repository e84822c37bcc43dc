using VaultBench.Corpus;
using ZstdNet;

namespace VaultBench.Commands;

/// <summary>
/// Writes a generation of the world: <c>files/</c> has each object in a file of its own, for restic; <c>all</c> and
/// <c>changed</c> are streams of all objects and of those that changed in this generation, for the vault.
/// </summary>
internal static class WriteCorpus
{
    private const int FilesPerFolder = 500;
    private const int Frame = 1 << 20;

    internal static Figures Run(string folder, int objects, int generation)
    {
        Directory.CreateDirectory(folder);
        using var all = ObjectFile.Create(Path.Combine(folder, "all"));
        using var onlyChanged = ObjectFile.Create(Path.Combine(folder, "changed"));
        using var frames = new Frames();
        var (bytes, changed) = (0L, 0);
        foreach (var (number, item) in CorpusObject.All(objects, generation).Index())
        {
            item.CheckCanonical();
            bytes += item.Content.Length;
            frames.Add(item.Content.Span);
            all.WriteObject(item);
            if (CorpusObject.HasChanged(number, generation))
            {
                changed++;
                onlyChanged.WriteObject(item);
                WriteFile(folder, number, item);
            }
            else if (generation == 0)
                WriteFile(folder, number, item);
        }
        return new Figures
        {
            ["changed"] = changed,
            ["bytes"] = bytes,
            ["zstdRatio"] = (double)bytes / frames.Finish(),
        };
    }

    private static void WriteFile(string folder, int number, CorpusObject item)
    {
        var directory = Path.Combine(folder, "files", $"{number / FilesPerFolder}");
        Directory.CreateDirectory(directory);
        File.WriteAllBytes(Path.Combine(directory, $"{item.Id}.json"), item.Content.Span);
    }

    /// <summary>What the bytes take when compressed as the vault does: level 3, a MiB at a time.</summary>
    private sealed class Frames : IDisposable
    {
        private readonly Compressor compressor = new(new CompressionOptions(3));
        private readonly byte[] frame = new byte[Frame];
        private int filled;
        private long compressed;

        internal void Add(ReadOnlySpan<byte> bytes)
        {
            if (filled + bytes.Length > Frame)
                Finish();
            bytes.CopyTo(frame.AsSpan(filled));
            filled += bytes.Length;
        }

        internal long Finish()
        {
            compressed += filled > 0 ? compressor.Wrap(frame.AsSpan(0, filled)).Length : 0;
            filled = 0;
            return compressed;
        }

        public void Dispose() => compressor.Dispose();
    }
}
