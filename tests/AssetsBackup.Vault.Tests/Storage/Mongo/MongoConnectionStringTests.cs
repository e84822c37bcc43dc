using System.Security.Authentication;
using MongoDB.Driver;
using MongoDB.Driver.Core.Connections;
using MongoGateway.Access;

namespace AssetsBackup.Vault.Tests;

public sealed class MongoConnectionStringTests
{
    private const string Good = "mongodb://backup:s3cret%40word@db.example/vault";

    private static readonly Socks5ProxySettings Proxy = new(
        "127.0.0.1",
        1080,
        Socks5AuthenticationSettings.UsernamePassword("way", "out")
    );

    [Theory]
    [InlineData("", "connection-string-form")]
    [InlineData("https://db.example/vault", "connection-string-form")]
    [InlineData("MONGODB://u:s3cret@db.example/vault", "connection-string-form")]
    [InlineData("mongodb+srv://u:s3cret@cluster.example/vault", "connection-string-srv")]
    [InlineData(
        "AccountEndpoint=https://acc.documents.azure.com:443/;AccountKey=s3cret",
        "wrong-api"
    )]
    [InlineData("mongodb://u:s3cret@acc.documents.azure.com:443/vault", "wrong-api")]
    [InlineData("mongodb://db.example/vault", "credentials-missing")]
    [InlineData("mongodb://u@db.example/vault", "credentials-missing")]
    [InlineData("mongodb://u:@db.example/vault", "credentials-missing")]
    [InlineData("mongodb://:s3cret@db.example/vault", "credentials-missing")]
    [InlineData("mongodb://u:s3cret@word@db.example/vault", "credentials-not-escaped")]
    [InlineData("mongodb://u:s3cret/word@db.example/vault", "credentials-not-escaped")]
    [InlineData("mongodb://u:s3cret%word@db.example/vault", "credentials-not-escaped")]
    [InlineData("mongodb://u:a@b?s3cret=word@db.example/vault", "database-missing")]
    [InlineData("mongodb://u:a@b/c?s3cret=word@db.example/vault", "credentials-not-escaped")]
    [InlineData("mongodb://u:s3cret@/vault", "host-form")]
    [InlineData("mongodb://u:s3cret@db.example:0/vault", "host-form")]
    [InlineData("mongodb://u:s3cret@db.example:99999/vault", "host-form")]
    [InlineData("mongodb://u:s3cret@db.example,,other.example/vault", "host-form")]
    [InlineData("mongodb://u:s3cret@db example/vault", "host-form")]
    [InlineData("mongodb://u:s3cret@%2Ftmp%2Fmongodb-27017.sock/vault", "unix-socket")]
    [InlineData("mongodb://u:s3cret@mongodb-27017.sock/vault", "unix-socket")]
    [InlineData("mongodb://u:s3cret@db.example", "database-missing")]
    [InlineData("mongodb://u:s3cret@db.example/?tls=true", "database-missing")]
    [InlineData("mongodb://u:s3cret@db.example/a.b", "database-name")]
    [InlineData("mongodb://u:s3cret@db.example/a/b", "database-name")]
    [InlineData(Good + "?tls=false", "tls-required")]
    [InlineData(Good + "?ssl=false", "tls-required")]
    [InlineData(Good + "?authMechanism=MONGODB-X509", "mechanism")]
    [InlineData(Good + "?authMechanism=PLAIN", "mechanism")]
    [InlineData(Good + "?authMechanism=MONGODB-AWS", "mechanism")]
    [InlineData(Good + "?authMechanism=GSSAPI", "mechanism")]
    [InlineData(Good + "?authMechanism=MONGODB-OIDC", "mechanism")]
    [InlineData(Good + "?tls=yes", "option-value")]
    [InlineData(Good + "?replicaSet", "option-value")]
    [InlineData(Good + "?replicaSet=a&REPLICASET=b", "option-value")]
    [InlineData(Good + "?maxIdleTimeMS=soon", "option-value")]
    [InlineData(Good + "?loadBalanced=true", "option-unknown")]
    [InlineData(Good + "?compressors=zlib", "option-unknown")]
    [InlineData(Good + "?authMechanismProperties=ENVIRONMENT:gcp", "option-unknown")]
    [InlineData(Good + "?tlsInsecure=true", "option-tls-checks")]
    [InlineData(Good + "?tlsAllowInvalidCertificates=false", "option-tls-checks")]
    [InlineData(Good + "?TLSAllowInvalidHostnames=true", "option-tls-checks")]
    [InlineData(Good + "?tlsDisableCertificateRevocationCheck=true", "option-tls-checks")]
    [InlineData(Good + "?tlsCAFile=/etc/passwd", "option-file")]
    [InlineData(Good + "?tlsCertificateKeyFile=/etc/passwd", "option-file")]
    [InlineData(Good + "?proxyHost=inner.example", "option-proxy")]
    [InlineData(Good + "?proxyPassword=s3cret", "option-proxy")]
    public void What_is_not_understood_or_not_allowed_has_a_name(string text, string code)
    {
        var refused = Should.Throw<MongoConnectionStringException>(() => Parse(text));

        refused.Code.ShouldBe(code);
        refused.ToString().ShouldNotContain("s3cret");
        refused.ToString().ShouldNotContain("/etc/passwd");
    }

    [Fact]
    public void Its_text_has_servers_and_database_but_nobodys_name_or_password()
    {
        Parse(Good).ToString().ShouldBe("mongodb://db.example:27017/vault");
        MongoUri.Parse(Good).ToString().ShouldBe("mongodb://db.example:27017/vault");
    }

    [Fact]
    public void Several_servers_addresses_and_ports_are_read() =>
        Parse("mongodb://u:p@a.example,10.0.0.1:27018,[2001:db8::1]:27019/vault")
            .Hosts.ShouldBe([
                new MongoHost("a.example", 27017),
                new MongoHost("10.0.0.1", 27018),
                new MongoHost("2001:db8::1", 27019),
            ]);

    [Theory]
    [InlineData(
        "mongodb://acc:a%3D%3D@acc.mongo.cosmos.azure.com:10255/vault?ssl=true&replicaSet=globaldb&retrywrites=false&maxIdleTimeMS=120000&appName=@acc@"
    )]
    [InlineData(
        "mongodb://u:p@docdb.cluster-x.eu-central-1.docdb.amazonaws.com:27017/vault?tls=true&replicaSet=rs0&readPreference=secondaryPreferred&retryWrites=false"
    )]
    [InlineData(
        "mongodb://u:p@a.mongodb.net:27017,b.mongodb.net:27017/vault?ssl=true&replicaSet=atlas-1-shard-0&authSource=admin&retryWrites=true&w=majority"
    )]
    [InlineData("mongodb://u:p@acc.documents.azure.com:10255/vault?ssl=true")]
    public void What_the_providers_portals_show_is_taken(string text) =>
        Parse(text).UsesTls.ShouldBeTrue();

    [Fact]
    public void The_settings_are_ours_whatever_the_string_asks_for()
    {
        var settings = Parse(
                Good
                    + "?retryWrites=true&retryReads=true&w=0&journal=false&readPreference=nearest&appName=x&maxIdleTimeMS=600000"
            )
            .ToSettings(Proxy, TimeSpan.FromSeconds(7));

        (settings.RetryWrites, settings.RetryReads, settings.MaxAdaptiveRetries).ShouldBe(
            (false, false, 0)
        );
        settings.WriteConcern.ShouldBe(WriteConcern.WMajority.With(journal: true));
        settings.ReadPreference.ShouldBe(ReadPreference.Primary);
        settings.ApplicationName.ShouldBe("AssetsBackup");
        settings.MaxConnectionIdleTime.ShouldBeLessThan(TimeSpan.FromMinutes(2));
        settings.ServerSelectionTimeout.ShouldBe(TimeSpan.FromSeconds(7));
        settings.Socks5ProxySettings.ShouldBe(Proxy);
        (settings.UseTls, settings.AllowInsecureTls).ShouldBe((true, false));
        settings.SslSettings.ServerCertificateValidationCallback.ShouldBeNull();
        settings.SslSettings.EnabledSslProtocols.ShouldBe(SslProtocols.Tls12 | SslProtocols.Tls13);
    }

    [Theory]
    [InlineData("", "vault", null)]
    [InlineData("?authSource=admin", "admin", null)]
    [InlineData("?authMechanism=SCRAM-SHA-1", "vault", "SCRAM-SHA-1")]
    public void Who_signs_in_is_decoded_and_looked_up_where_the_string_says(
        string options,
        string source,
        string? mechanism
    )
    {
        var credential = Parse(Good + options).ToSettings(Proxy, TimeSpan.Zero).Credential;

        (credential.Username, credential.Source, credential.Mechanism).ShouldBe(
            ("backup", source, mechanism)
        );
        credential.ToString()!.ShouldNotContain("s3cret");
    }

    [Fact]
    public void Only_hosts_that_the_operator_named_are_called_without_tls()
    {
        const string both = "mongodb://u:p@a.inner,b.inner/vault?tls=false";

        MongoConnectionString.Parse(both, null, ["A.inner", "b.inner"]).UsesTls.ShouldBeFalse();
        Should
            .Throw<MongoConnectionStringException>(() =>
                MongoConnectionString.Parse(both, null, ["a.inner"])
            )
            .Code.ShouldBe("tls-required");
    }

    [Theory]
    [InlineData("certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    public void Authorities_that_cannot_be_read_are_told(string pem) =>
        Should
            .Throw<MongoConnectionStringException>(() =>
                MongoConnectionString.Parse(Good, pem, plainHosts: [])
            )
            .Code.ShouldBe("authorities-not-readable");

    [Fact]
    public void Given_authorities_replace_the_machines_trust()
    {
        using var authority = new GatewayAuthority("db.example");

        MongoConnectionString
            .Parse(Good, authority.Pem, plainHosts: [])
            .ToSettings(Proxy, TimeSpan.Zero)
            .SslSettings.ServerCertificateValidationCallback.ShouldNotBeNull();
    }

    private static MongoConnectionString Parse(string text) =>
        MongoConnectionString.Parse(text, authoritiesPem: null, plainHosts: []);
}
