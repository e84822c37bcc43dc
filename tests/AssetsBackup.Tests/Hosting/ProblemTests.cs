using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AssetsBackup.Hosting.Outbound;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Tests.Doors.Connect;
using FluentValidation;
using FluentValidation.Results;

namespace AssetsBackup.Tests.Hosting;

public sealed class ProblemTests
{
    [Fact]
    public void A_named_failure_is_answered_as_it_is() =>
        ProblemMapper
            .Map(new ProblemException(ProblemCatalogue.JiraNotReachable))
            .ShouldBe(ProblemCatalogue.JiraNotReachable);

    [Fact]
    public void A_failed_validation_names_its_fields_as_json_does_and_the_first_message_of_each()
    {
        var problem = ProblemMapper.Map(
            new ValidationException([
                new ValidationFailure("ApiToken", "The token is missing."),
                new ValidationFailure("ApiToken", "The token is too short."),
                new ValidationFailure("Target.SiteUrl", "The address is missing."),
            ])
        );
        (problem.Status, problem.Code).ShouldBe((422, "not-valid"));
        problem.Fields.ShouldBe(
            new Dictionary<string, string>
            {
                ["apiToken"] = "The token is missing.",
                ["target.siteUrl"] = "The address is missing.",
            }
        );
    }

    [Fact]
    public void A_refusal_of_the_guard_is_found_inside_what_the_http_client_wraps_around_it()
    {
        var refused = new OutboundRefusedException(
            "inner.example",
            "inner.example was not called."
        );
        var problem = ProblemMapper.Map(new HttpRequestException("wrapped", refused));
        (problem.Code, problem.Detail).ShouldBe(
            ("address-refused", "inner.example was not called.")
        );
    }

    [Fact]
    public void What_nobody_foresaw_says_nothing_of_itself()
    {
        var problem = ProblemMapper.Map(new InvalidOperationException("SELECT secret FROM rows"));
        problem.ShouldBe(ProblemCatalogue.Unexpected);
    }

    [Fact]
    public async Task Calls_that_do_not_fit_are_answered_in_the_one_shape()
    {
        await using var door = await DoorHost.StartAsync();
        var site = await TestSite.Acme(door).InstallAsync();
        var expectations = new (
            HttpMethod Method,
            string Path,
            HttpContent? Content,
            int Status,
            string Code
        )[]
        {
            (HttpMethod.Get, "/api/nothing-here", null, 404, "not-found"),
            (HttpMethod.Delete, "/api/session", null, 405, "method-not-allowed"),
            (
                HttpMethod.Put,
                "/api/connection/credentials",
                new StringContent("a=b"),
                415,
                "media-type-not-supported"
            ),
            (HttpMethod.Put, "/api/connection/credentials", Json("{"), 400, "request-not-readable"),
            (
                HttpMethod.Put,
                "/api/connection/credentials",
                Json("""{"apiToken":7}"""),
                400,
                "request-not-readable"
            ),
        };
        foreach (var (method, path, content, status, code) in expectations)
        {
            using var request = new HttpRequestMessage(method, path) { Content = content };
            request.Headers.Authorization = new("JWT", site.ContextToken());
            var answer = await door.Http.SendAsync(request);
            answer.StatusCode.ShouldBe((HttpStatusCode)status, path);
            var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
            body.GetProperty("code").GetString().ShouldBe(code);
            body.GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
            body.GetProperty("detail").GetString().ShouldNotBeNullOrEmpty();
            body.GetProperty("requestId").GetString().ShouldNotBeNullOrEmpty();
            body.GetRawText().ShouldNotContain("AssetsBackup.");
        }
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
