using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace AssetsBackup.Hosting.Outbound;

/// <summary>The codes of RFC 1928 that are used, in our words.</summary>
internal enum SocksReply : byte
{
    Succeeded = 0,
    NotAllowed = 2,
    NoAnswer = 3,
    HostUnknown = 4,
    ConnectionRefused = 5,
    CommandNotSupported = 7,
    AddressNotSupported = 8,
}

/// <summary>
/// The part of SOCKS5 (RFC 1928, RFC 1929) that the driver speaks: user name and password, CONNECT. Each field has at most
/// 255 bytes, so a handshake is small whatever is sent.
/// </summary>
internal static class SocksProtocol
{
    private const byte Version = 5;
    private const byte SignInVersion = 1;
    private const byte UserAndPassword = 2;
    private const byte NoMethod = 0xff;
    private const byte Connect = 1;

    /// <exception cref="IOException">The other side is not a driver that has a pass.</exception>
    public static async Task<SocksPass> SignInAsync(
        Stream stream,
        Func<string, byte[], SocksPass?> find,
        CancellationToken cancellationToken
    )
    {
        ThrowUnless(await ReadByteAsync(stream, cancellationToken) == Version);
        var methods = await ReadFieldAsync(stream, cancellationToken);
        var offered = methods.Contains(UserAndPassword);
        await stream.WriteAsync(
            new[] { Version, offered ? UserAndPassword : NoMethod },
            cancellationToken
        );
        ThrowUnless(offered);
        ThrowUnless(await ReadByteAsync(stream, cancellationToken) == SignInVersion);
        var user = Encoding.UTF8.GetString(await ReadFieldAsync(stream, cancellationToken));
        var pass = find(user, await ReadFieldAsync(stream, cancellationToken));
        await stream.WriteAsync(
            new[] { SignInVersion, (byte)(pass is null ? 1 : 0) },
            cancellationToken
        );
        return pass ?? throw new IOException("No pass for the way out");
    }

    /// <exception cref="IOException">Something else than CONNECT is asked for.</exception>
    public static async Task<SocksTarget> ReadTargetAsync(
        Stream stream,
        CancellationToken cancellationToken
    )
    {
        var head = await ReadAsync(stream, 4, cancellationToken);
        ThrowUnless(head[0] == Version);
        if (head[1] != Connect)
            throw await RefusedAsync(stream, SocksReply.CommandNotSupported, cancellationToken);
        var host = head[3] switch
        {
            1 => new IPAddress(await ReadAsync(stream, 4, cancellationToken)).ToString(),
            3 => Encoding.ASCII.GetString(await ReadFieldAsync(stream, cancellationToken)),
            4 => new IPAddress(await ReadAsync(stream, 16, cancellationToken)).ToString(),
            _ => throw await RefusedAsync(
                stream,
                SocksReply.AddressNotSupported,
                cancellationToken
            ),
        };
        var port = await ReadAsync(stream, 2, cancellationToken);
        return new SocksTarget(host, BinaryPrimitives.ReadUInt16BigEndian(port));
    }

    /// <summary>The address in the answer is a formality: the driver does not look at it.</summary>
    public static ValueTask ReplyAsync(
        Stream stream,
        SocksReply reply,
        CancellationToken cancellationToken
    ) =>
        stream.WriteAsync(
            new byte[] { Version, (byte)reply, 0, 1, 0, 0, 0, 0, 0, 0 },
            cancellationToken
        );

    private static async Task<IOException> RefusedAsync(
        Stream stream,
        SocksReply reply,
        CancellationToken cancellationToken
    )
    {
        await ReplyAsync(stream, reply, cancellationToken);
        return new IOException($"The way out was asked for something else: {reply}");
    }

    private static async Task<byte[]> ReadFieldAsync(
        Stream stream,
        CancellationToken cancellationToken
    )
    {
        var length = await ReadByteAsync(stream, cancellationToken);
        return await ReadAsync(stream, length, cancellationToken);
    }

    private static async Task<byte> ReadByteAsync(
        Stream stream,
        CancellationToken cancellationToken
    ) => (await ReadAsync(stream, 1, cancellationToken))[0];

    private static async Task<byte[]> ReadAsync(
        Stream stream,
        int length,
        CancellationToken cancellationToken
    )
    {
        var bytes = new byte[length];
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    private static void ThrowUnless(bool holds)
    {
        if (!holds)
            throw new IOException("What came in is not SOCKS5 with user name and password");
    }
}
