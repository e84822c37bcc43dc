using System.Security.Cryptography;
using System.Text.Json;
using VaultBench.Corpus;
using ZstdNet;

namespace VaultBench.Commands;

/// <summary>
/// What no vault can do without, and nothing else: each record parsed and given a keyed id, a MiB at a time compressed and
/// encrypted. As in the vault's writer one thread takes records in, and up to four packs are worked on beside it. No disk.
/// </summary>
internal sealed class Floor
{
    private const int Parallelism = 4;
    private const int Frame = 1 << 20;

    private readonly SemaphoreSlim slots = new(Parallelism);
    private readonly ThreadLocal<Compressor> compressors = new(() =>
        new Compressor(new CompressionOptions(3))
    );
    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);
    private long stored;

    internal async Task<Figures> RunAsync(IEnumerable<CorpusObject> objects)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        var hash = new byte[HMACSHA256.HashSizeInBytes];
        var sealing = new List<Task>();
        var (frame, filled) = (new byte[Frame], 0);
        foreach (var item in objects)
        {
            Parse(item.Content.Span);
            hmac.AppendData(item.Content.Span);
            hmac.GetHashAndReset(hash);
            if (filled + item.Content.Length > Frame)
            {
                await slots.WaitAsync();
                var (full, length) = (frame, filled);
                sealing.Add(Task.Run(() => Seal(full.AsSpan(0, length))));
                (frame, filled) = (new byte[Frame], 0);
            }
            item.Content.Span.CopyTo(frame.AsSpan(filled));
            filled += item.Content.Length;
        }
        await slots.WaitAsync();
        Seal(frame.AsSpan(0, filled));
        await Task.WhenAll(sealing);
        return new Figures { ["stored"] = stored };
    }

    private static void Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read()) { }
    }

    private void Seal(ReadOnlySpan<byte> content)
    {
        var frame = compressors.Value!.Wrap(content);
        var blob = new byte[frame.Length];
        using var cipher = new AesGcm(key, AesGcm.TagByteSizes.MaxSize);
        Span<byte> nonce = stackalloc byte[AesGcm.NonceByteSizes.MaxSize];
        RandomNumberGenerator.Fill(nonce);
        cipher.Encrypt(nonce, frame, blob, stackalloc byte[AesGcm.TagByteSizes.MaxSize]);
        Interlocked.Add(ref stored, blob.Length);
        slots.Release();
    }
}
