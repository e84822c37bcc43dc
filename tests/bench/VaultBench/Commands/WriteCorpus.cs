using VaultBench.Corpus;
using ZstdSharp;

namespace VaultBench.Commands;

/// <summary>
/// Writes a generation of the world: <c>files/</c> has each object in a file of its own, for restic; <c>all</c> and
/// <c>changed</c> are streams of all objects and of those that changed in this generation, for the vault.
/// </summary>
internal static class WriteCorpus
{
    private const int FilesPerFolder = 500;
    private const int Frame = 1 << 20;

    internal static object Run(string folder, int objects, int generation)
    {
        Directory.CreateDirectory(folder);
        var (bytes, changed) = (0L, 0);
        using var frames = new Frames();
        foreach (var (number, item) in CorpusObject.All(objects, generation).Index())
        {
            item.CheckCanonical();
            bytes += item.Content.Length;
            frames.Add(item.Content.Span);
            var isNew = CorpusObject.HasChanged(number, generation);
            changed += isNew ? 1 : 0;
            if (isNew || generation == 0)
            {
                var directory = Path.Combine(folder, "files", $"{number / FilesPerFolder}");
                Directory.CreateDirectory(directory);
                File.WriteAllBytes(Path.Combine(directory, $"{item.Id}.json"), item.Content.Span);
            }
        }
        ObjectFile.Write(Path.Combine(folder, "all"), CorpusObject.All(objects, generation));
        ObjectFile.Write(
            Path.Combine(folder, "changed"),
            Enumerable
                .Range(0, objects)
                .Where(number => CorpusObject.HasChanged(number, generation))
                .Select(number => CorpusObject.At(number, generation))
        );
        return new
        {
            objects,
            changed,
            bytes,
            zstdRatio = (double)bytes / frames.Finish(),
        };
    }

    /// <summary>What the bytes take when compressed as the vault does: level 3, a MiB at a time.</summary>
    private sealed class Frames : IDisposable
    {
        private readonly Compressor compressor = new(level: 3);
        private readonly byte[] frame = new byte[Frame];
        private int filled;
        private long compressed;

        internal void Add(ReadOnlySpan<byte> bytes)
        {
            if (filled + bytes.Length > Frame)
            {
                Finish();
            }
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
