using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace JiraSimulator.Worlds;

/// <summary>Draws small PNG images that differ by name and by size.</summary>
internal static class IconImage
{
    private static ReadOnlySpan<byte> Signature =>
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    public static bool IsPng(byte[] file) => file.AsSpan().StartsWith(Signature);

    public static byte[] Draw(string name, int size)
    {
        using var png = new MemoryStream();
        png.Write(Signature);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, size);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), size);
        // Eight bits each of red, green, blue and alpha.
        (header[8], header[9]) = (8, 6);
        WriteChunk(png, "IHDR", header);
        WriteChunk(png, "IDAT", Compress(Pixels(name, size)));
        WriteChunk(png, "IEND", []);
        return png.ToArray();
    }

    /// <summary>Five by five blocks, mirrored, as generated avatars have.</summary>
    private static byte[] Pixels(string name, int size)
    {
        var hash = System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(name));
        var row = (size * 4) + 1;
        var pixels = new byte[row * size];
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                var column = x * 5 / size;
                var block = (y * 5 / size * 3) + Math.Min(column, 4 - column);
                var filled = (hash[4 + (block / 8)] >> (block % 8) & 1) == 1;
                var pixel = pixels.AsSpan((y * row) + 1 + (x * 4), 4);
                hash.AsSpan(0, 3).CopyTo(pixel);
                pixel[3] = filled ? (byte)255 : (byte)0;
            }
        }
        return pixels;
    }

    private static byte[] Compress(byte[] raw)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize))
        {
            zlib.Write(raw);
        }
        return packed.ToArray();
    }

    private static void WriteChunk(MemoryStream png, string kind, byte[] content)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(kind), .. content];
        var number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        png.Write(number);
        png.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(body));
        png.Write(number);
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = 0xffffffffu;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xedb88320u : crc >> 1;
        }
        return ~crc;
    }
}
