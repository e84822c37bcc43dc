using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MongoDB.Driver.Core.Connections;

namespace AssetsBackup.Tests.Hosting;

/// <summary>The other side of the way out, byte by byte, so that tests can speak wrongly too.</summary>
internal sealed class SocksClient : IDisposable
{
    public const byte Connect = 1;

    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp);

    private SocksClient() { }

    public static async Task<SocksClient> OpenAsync(Socks5ProxySettings settings)
    {
        var client = new SocksClient();
        await client.socket.ConnectAsync(IPAddress.Loopback, settings.Port);
        return client;
    }

    public async Task<byte[]> GreetAsync(params byte[] methods) =>
        await AskAsync([5, (byte)methods.Length, .. methods], 2);

    public async Task<byte[]> SignInAsync(string user, string password) =>
        await AskAsync([1, .. Field(user), .. Field(password)], 2);

    /// <summary>The reply's code.</summary>
    public async Task<byte> AskForAsync(byte command, byte kind, byte[] host, int port)
    {
        var ends = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(ends, (ushort)port);
        return (await AskAsync([5, command, 0, kind, .. host, .. ends], 10))[1];
    }

    public Task<byte> ConnectToAsync(string host, int port) =>
        IPAddress.TryParse(host, out var address)
            ? AskForAsync(
                Connect,
                (byte)(address.AddressFamily == AddressFamily.InterNetwork ? 1 : 4),
                address.GetAddressBytes(),
                port
            )
            : AskForAsync(Connect, kind: 3, Field(host), port);

    public async Task<byte[]> AskAsync(byte[] request, int answerLength)
    {
        await socket.SendAsync(request);
        var answer = new byte[answerLength];
        var at = 0;
        while (
            at < answerLength && await socket.ReceiveAsync(answer.AsMemory(at)) is var got and > 0
        )
            at += got;
        return answer[..at];
    }

    /// <summary>True once the other side has closed.</summary>
    public async Task<bool> IsClosedAsync()
    {
        try
        {
            return await socket.ReceiveAsync(new byte[1]) == 0;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    public void Dispose() => socket.Dispose();

    private static byte[] Field(string text) =>
        [(byte)Encoding.UTF8.GetByteCount(text), .. Encoding.UTF8.GetBytes(text)];
}
