using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using MongoGateway.Access;

namespace MongoGateway.Wire;

/// <summary>One client's connection: a message in, its answer out, until it ends.</summary>
internal sealed class Connection(TcpClient client, Gateway gateway) : IDisposable
{
    /// <summary>Who has signed in on this connection, and the exchange under way.</summary>
    public SignIn SignIn { get; } = new(gateway.Options.Users);

    public async Task ServeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await OpenAsync(cancellationToken);
            while (await Message.ReadAsync(stream, cancellationToken) is { } message)
            {
                var reply = await gateway.Commands.RunAsync(
                    this,
                    message.Command,
                    cancellationToken
                );
                if (reply is null)
                    return;
                if (!message.WantsNoReply)
                    await message.AnswerAsync(stream, reply, cancellationToken);
            }
        }
        // The other side went away, or a test cut the connection: both are what connections do.
        catch (Exception e)
            when (e
                    is IOException
                        or SocketException
                        or ObjectDisposedException
                        or AuthenticationException
                        or OperationCanceledException
            ) { }
        finally
        {
            Dispose();
        }
    }

    public void Dispose() => client.Dispose();

    private async Task<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        client.NoDelay = true;
        var stream = client.GetStream();
        if (gateway.Options.Certificate is not { } certificate)
            return stream;
        var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificate = certificate },
            cancellationToken
        );
        return tls;
    }
}
