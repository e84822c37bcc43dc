using System.Text.Json.Nodes;
using JiraSimulator.Connect;

namespace JiraSimulator.Tests.Connect;

public sealed class LifecycleTests(ConnectFixture fixture) : IClassFixture<ConnectFixture>
{
    [Fact]
    public async Task An_install_calls_installed_with_a_secret_and_then_enabled_under_that_secret()
    {
        fixture.App.Calls.Clear();

        var answer = await fixture.ControlAsync("install");

        answer["completed"]!.GetValue<bool>().ShouldBeTrue();
        fixture.App.Calls.Select(call => call.Name).ShouldBe(["installed", "enabled"]);
        var installed = fixture.App.Calls.First();
        installed.Body["baseUrl"]!.GetValue<string>().ShouldBe("https://acme.atlassian.net");
        installed.Body["key"]!.GetValue<string>().ShouldBe("assets-backup");
        fixture.App.SecretOf(0).Length.ShouldBeInRange(32, 128);
        var enabled = JsonWebToken.VerifyHs256(
            fixture.App.Calls.Last().Token,
            fixture.App.SecretOf(0)
        );
        enabled!["qsh"]!
            .GetValue<string>()
            .ShouldBe(QueryStringHash.Of("POST", "/connect/enabled"));
        fixture.App.Calls.Last().Body.ContainsKey("sharedSecret").ShouldBeFalse();
    }

    [Fact]
    public async Task A_second_install_sends_a_new_secret_under_the_same_client_key()
    {
        fixture.App.Calls.Clear();

        await fixture.ControlAsync("install");
        await fixture.ControlAsync("install");

        fixture.App.SecretOf(1).ShouldNotBe(fixture.App.SecretOf(0));
        fixture
            .App.Calls.Select(call => call.Body["clientKey"]!.GetValue<string>())
            .Distinct()
            .Count()
            .ShouldBe(1);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(302)]
    [InlineData(202)]
    public async Task An_install_that_the_app_does_not_take_leaves_the_former_secret_in_force(
        int status
    )
    {
        await fixture.ControlAsync("install");
        var before = await fixture.BrowseJsonAsync("/_sim/sites/acme/installation");
        fixture.App.Answer = _ => Task.FromResult(status);

        var answer = await fixture.ControlAsync("install");

        fixture.App.Answer = _ => Task.FromResult(204);
        answer["completed"]!.GetValue<bool>().ShouldBeFalse();
        var after = await fixture.BrowseJsonAsync("/_sim/sites/acme/installation");
        JsonNode.DeepEquals(before, after).ShouldBeTrue();
    }

    [Fact]
    public async Task An_uninstall_takes_the_apps_access_before_it_tells_the_app()
    {
        await fixture.ControlAsync("install");
        var url = "https://acme.atlassian.net/rest/api/3/myself";
        var secret = fixture.App.SecretOf(
            fixture.App.Calls.Count(call => call.Name == "installed") - 1
        );
        var statusDuringTheCall = 0;
        fixture.App.Answer = async _ =>
        {
            var response = await fixture.CallAsync(url, fixture.AppToken("GET", url, secret));
            statusDuringTheCall = (int)response.StatusCode;
            return 204;
        };

        await fixture.ControlAsync("uninstall");

        fixture.App.Answer = _ => Task.FromResult(204);
        statusDuringTheCall.ShouldBe(401);
        fixture.App.Calls.Last().Name.ShouldBe("uninstalled");
        (await fixture.BrowseAsync("/_sim/sites/acme/installation")).StatusCode.ShouldBe(
            System.Net.HttpStatusCode.NotFound
        );
    }

    [Fact]
    public async Task A_disabled_app_is_told_and_loses_its_access_until_it_is_enabled()
    {
        await fixture.ControlAsync("install", "globex");
        var secret = fixture.App.SecretOf(
            fixture.App.Calls.Count(call => call.Name == "installed") - 1
        );
        var url = "https://globex.atlassian.net/rest/api/3/myself";

        await fixture.ControlAsync("disable", "globex");
        var disabled = await fixture.CallAsync(url, fixture.AppToken("GET", url, secret));
        await fixture.ControlAsync("enable", "globex");
        var enabled = await fixture.CallAsync(url, fixture.AppToken("GET", url, secret));

        ((int)disabled.StatusCode).ShouldBe(401);
        ((int)enabled.StatusCode).ShouldBe(200);
        fixture.App.Calls.TakeLast(2).Select(call => call.Name).ShouldBe(["disabled", "enabled"]);
    }

    [Theory]
    [InlineData("key", "white space")]
    [InlineData("baseUrl", "http://app.example.com")]
    [InlineData("authentication", "none")]
    public async Task A_descriptor_that_Jira_would_refuse_is_not_installed(
        string field,
        string value
    )
    {
        fixture.App.Calls.Clear();
        fixture.App.Describe = descriptor =>
            descriptor[field] =
                field == "authentication" ? new JsonObject { ["type"] = value } : value;

        var answer = await fixture.ControlAsync("install");

        fixture.App.Describe = _ => { };
        answer["violations"]!.AsArray().Count.ShouldBe(1);
        fixture.App.Calls.ShouldBeEmpty();
    }
}
