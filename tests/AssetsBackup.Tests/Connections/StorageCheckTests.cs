using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using MongoDB.Bson;
using MongoGateway;
using MongoGateway.Access;
using MongoGateway.Profiles;

namespace AssetsBackup.Tests.Connections;

/// <summary>Everything that may be wrong with a customer's database has a name of its own.</summary>
public sealed class StorageCheckTests : IAsyncDisposable
{
    private readonly StorageCheckHost host = new();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("nonsense", "connection-string-form")]
    [InlineData("mongodb+srv://u:s3cret-word@db.example/vault", "connection-string-srv")]
    [InlineData(
        "AccountEndpoint=https://acc.documents.azure.com:443/;AccountKey=s3cret-word;",
        "wrong-api"
    )]
    [InlineData("mongodb://u:s3cret-word@other.example/vault?tls=false", "tls-required")]
    public async Task A_string_that_is_not_taken(string text, string code)
    {
        var problem = await host.ProblemAsync(text);

        (problem.Code, problem.Status).ShouldBe((code, 422));
        problem.Fields!.Keys.ShouldBe(["connectionString"]);
    }

    [Fact]
    public async Task A_name_that_does_not_exist() =>
        (await host.ProblemAsync(StorageCheckHost.Text(27017, "none.example"))).Code.ShouldBe(
            "database-name-not-found"
        );

    [Fact]
    public async Task Nothing_answers_and_the_addresses_to_allow_are_named()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        silent.Stop();

        var problem = await host.ProblemAsync(StorageCheckHost.Text(port));

        problem.Code.ShouldBe("database-no-answer");
        problem.Detail.ShouldContain("198.51.100.7");
    }

    [Fact]
    public async Task A_server_that_takes_the_call_and_says_nothing()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;

        (await host.ProblemAsync(StorageCheckHost.Text(port))).Code.ShouldBe("database-no-answer");
    }

    [Fact]
    public async Task A_certificate_that_the_machine_does_not_trust()
    {
        await using var gateway = Gateway.StartAlone(host.Gateway(new Profile()));

        (
            await host.ProblemAsync(StorageCheckHost.Text(gateway.Port), authorities: null)
        ).Code.ShouldBe("database-tls");
    }

    [Fact]
    public async Task A_certificate_for_another_name()
    {
        using var other = new GatewayAuthority("other.example");
        await using var gateway = Gateway.StartAlone(
            new GatewayOptions([StorageCheckHost.User], new Profile(), other.Server)
        );

        (await host.ProblemAsync(StorageCheckHost.Text(gateway.Port), other.Pem)).Code.ShouldBe(
            "database-tls"
        );
    }

    [Fact]
    public async Task A_server_without_tls()
    {
        await using var gateway = Gateway.StartAlone(
            new GatewayOptions([StorageCheckHost.User], new Profile())
        );

        (await host.ProblemAsync(StorageCheckHost.Text(gateway.Port))).Code.ShouldBe(
            "database-tls"
        );
    }

    [Theory]
    [InlineData("backup", "another")]
    [InlineData("nobody", StorageCheckHost.Password)]
    public async Task A_wrong_user_or_password(string name, string password)
    {
        await using var gateway = Gateway.StartAlone(
            host.Gateway(new Profile(), new GatewayUser(name, password))
        );

        (await host.ProblemAsync(StorageCheckHost.Text(gateway.Port))).Code.ShouldBe(
            "database-sign-in"
        );
    }

    [Fact]
    public async Task A_user_that_may_not_write()
    {
        await using var gateway = Gateway.StartAlone(
            host.Gateway(new Profile(), StorageCheckHost.User with { ReadOnly = true })
        );

        var problem = await host.ProblemAsync(StorageCheckHost.Text(gateway.Port));

        (problem.Code, problem.Title).ShouldBe(
            ("database-rights", "The database user may not write")
        );
    }

    [Fact]
    public async Task A_server_that_is_too_old()
    {
        await using var gateway = Gateway.StartAlone(host.Gateway(new OldProfile()));

        (await host.ProblemAsync(StorageCheckHost.Text(gateway.Port))).Code.ShouldBe(
            "database-version"
        );
    }

    [Fact]
    public async Task A_web_server_in_the_databases_place()
    {
        using var web = new TcpListener(IPAddress.Loopback, 0);
        web.Start();
        var answering = AnswerAsWebServerAsync(web);

        var problem = await host.ProblemAsync(
            StorageCheckHost.Text(((IPEndPoint)web.LocalEndpoint).Port)
        );

        problem.Code.ShouldBe("wrong-api");
        web.Stop();
        await answering;
    }

    [Fact]
    public async Task A_server_that_sends_us_on_to_addresses_inside()
    {
        using var inside = new TcpListener(IPAddress.Loopback, 0);
        inside.Start();
        var profile = new MisleadingProfile(
            "169.254.169.254:27017",
            $"127.0.0.1:{((IPEndPoint)inside.LocalEndpoint).Port}"
        );
        await using var gateway = Gateway.StartAlone(host.Gateway(profile));

        var problem = await host.ProblemAsync(StorageCheckHost.Text(gateway.Port));

        problem.Code.ShouldBe("database-address-refused");
        problem.Detail.ShouldContain("is not a public one");
        profile.HasSpoken.ShouldBeTrue();
        inside.Pending().ShouldBeFalse();
    }

    [Fact]
    public async Task A_server_without_TLS_that_sends_us_on_to_one_nobody_vouches_for()
    {
        var profile = new MisleadingProfile("elsewhere.example:27017");
        await using var gateway = Gateway.StartAlone(
            new GatewayOptions([StorageCheckHost.User], profile, null)
        );

        var problem = await host.ProblemAsync(
            StorageCheckHost.Text(gateway.Port) + "?tls=false",
            authorities: null
        );

        problem.Code.ShouldBe("database-address-refused");
        problem.Detail.ShouldContain("elsewhere.example was not called");
        problem.Detail.ShouldContain("without TLS");
        profile.HasSpoken.ShouldBeTrue();
    }

    private async Task AnswerAsWebServerAsync(TcpListener web)
    {
        try
        {
            while (true)
            {
                using var client = await web.AcceptTcpClientAsync();
                await using var tls = new SslStream(client.GetStream());
                await tls.AuthenticateAsServerAsync(host.Authority.Server);
                await tls.ReadExactlyAsync(new byte[1]);
                await tls.WriteAsync(
                    "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"u8.ToArray()
                );
            }
        }
        catch (Exception e)
            when (e
                    is SocketException
                        or ObjectDisposedException
                        or IOException
                        or InvalidOperationException
            )
        {
            // The test has stopped it, between two connections or in one.
        }
    }

    private sealed class OldProfile : Profile
    {
        public override void Hello(BsonDocument reply, int port) => reply["maxWireVersion"] = 4;
    }

    /// <summary>A replica set whose members are elsewhere; the last of them is its primary.</summary>
    private sealed class MisleadingProfile(params string[] members) : Profile
    {
        public bool HasSpoken { get; private set; }

        public override void Hello(BsonDocument reply, int port)
        {
            HasSpoken = true;
            reply.Remove("msg");
            reply["setName"] = "rs0";
            reply["hosts"] = new BsonArray(members);
            reply["primary"] = members[^1];
            (reply["isWritablePrimary"], reply["secondary"]) = (false, true);
        }
    }
}
