using AssetsBackup.Doors.Connect;
using AssetsBackup.Tests.Doors.Connect;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;

namespace AssetsBackup.Tests.Hosting;

public sealed class SecurityHeadersTests
{
    private const string ProductionPolicy =
        "default-src 'none'; script-src 'self' https://connect-cdn.atl-paas.net; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors https://*.atlassian.net https://*.jira.com";

    [Theory]
    [InlineData("/atlassian-connect.json", 200)]
    [InlineData("/api/session", 401)]
    [InlineData("/connect/page", 401)]
    [InlineData("/nowhere", 401)]
    public async Task Every_answer_of_production_carries_them_failures_too(string path, int status)
    {
        await using var door = await DoorHost.StartAsync();
        var answer = await door.Http.GetAsync(path);
        ((int)answer.StatusCode).ShouldBe(status);
        Header(answer, "Content-Security-Policy").ShouldBe(ProductionPolicy);
        Header(answer, "Strict-Transport-Security").ShouldBe("max-age=31536000; includeSubDomains");
        Header(answer, "Referrer-Policy").ShouldBe("no-referrer");
        Header(answer, "X-Content-Type-Options").ShouldBe("nosniff");
        Header(answer, "Cache-Control").ShouldBe("no-store");
        answer.Headers.Contains("X-Frame-Options").ShouldBeFalse();
    }

    [Theory]
    [InlineData("Connect:BridgeScript", "http://localhost:5000/all.js")]
    [InlineData("Connect:FrameAncestors:0", "http://localhost:5000")]
    [InlineData("Connect:BaseUrl", "http://localhost:5000")]
    [InlineData("Connect:BaseUrl", "http://backup.example.com")]
    public void Production_does_not_start_with_what_only_development_may(
        string key,
        string value
    ) => Should.Throw<InvalidOperationException>(() => Options("Production", key, value));

    [Fact]
    public void Development_takes_bridge_and_frame_from_the_simulator()
    {
        var options = Options(
            "Development",
            "Connect:BridgeScript",
            "http://localhost:5000/all.js"
        ) with
        {
            FrameAncestors = ["http://localhost:5000"],
        };
        var policy = AssetsBackup.Hosting.SecurityHeaders.ContentSecurityPolicy(options);
        policy.ShouldContain("script-src 'self' http://localhost:5000;");
        policy.ShouldEndWith("https://*.jira.com http://localhost:5000");
    }

    [Fact]
    public void Development_takes_plain_http_for_localhost_alone()
    {
        Options("Development", "Connect:BaseUrl", "http://localhost:5000/")
            .BaseUrl.ShouldBe("http://localhost:5000");
        Should.Throw<InvalidOperationException>(() =>
            Options("Development", "Connect:BaseUrl", "http://backup.example.com")
        );
    }

    private static ConnectOptions Options(string environment, string key, string value) =>
        ConnectOptions.From(
            new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build(),
            new HostingEnvironment { EnvironmentName = environment }
        );

    private static string Header(HttpResponseMessage answer, string name) =>
        string.Join(", ", answer.Headers.GetValues(name));
}
