using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots;

namespace AssetsBackup.Tests.Capture;

public sealed class IssueFieldsTests
{
    [Fact]
    public async Task Every_object_that_an_issue_names_is_kept_and_the_count_is_that_of_the_search_in_Jira()
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        var key = await host.PicturedSchemaAsync();
        await host.SwitchAsync(
            new()
            {
                ["issuePaging"] = "repeatsOnce",
                ["expiredIssueTokens"] = 1,
                ["isLastInIssueSearch"] = false,
            }
        );

        var first = await host.BackUpAsync(key);

        first.State.ShouldBe(RunState.Succeeded, first.ErrorMessage);
        var world = await host.Control.GetFromJsonAsync<JsonElement>("/_sim/sites/acme/issues");
        world.GetArrayLength().ShouldBeGreaterThan(100);
        var part = await host.PartAsync(first.Id, "issueFields");
        part.ShouldBeCaptured(world.GetArrayLength());
        part.Jql.ShouldNotBeNull();
        var root = await host.OpenAsync(first.Id);
        (await IssueValues.InAsync(root)).ShouldBe(IssueValues.OfWorld(world), ignoreOrder: true);
    }

    [Fact]
    public async Task A_project_that_may_not_be_browsed_is_named_and_pages_without_end_are_told()
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        var key = await host.PicturedSchemaAsync();
        await host.SwitchAsync(new() { ["issuePaging"] = "repeatsForever" });
        host.Wire.Answer = request =>
            request.RequestUri!.AbsolutePath == "/rest/api/3/project/search"
                ? new HttpResponseMessage(HttpStatusCode.OK)
                {
                    RequestMessage = request,
                    Content = JsonContent.Create(
                        new JsonObject
                        {
                            ["isLast"] = true,
                            ["values"] = new JsonArray(
                                new JsonObject { ["id"] = "10000", ["key"] = "OPEN" },
                                new JsonObject { ["id"] = "99999", ["key"] = "HR" }
                            ),
                        }
                    ),
                }
                : null;

        var run = await host.BackUpAsync(key);

        run.State.ShouldBe(RunState.Partial, run.ErrorMessage);
        var part = await host.PartAsync(run.Id, "issueFields");
        part.State.ShouldBe(PartState.Partial);
        part.Reasons.ShouldContain(
            "The account may not browse the issues of 1 project: HR. Give it Browse Projects there."
        );
        part.Reasons.ShouldContain(reason =>
            reason.StartsWith("Jira repeats its pages", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Projects_whose_issues_could_not_be_set_again_are_a_warning_and_nothing_is_missing()
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        host.Wire.Answer = request =>
            request.RequestUri!.AbsolutePath == "/rest/api/3/permissions/check"
                ? new HttpResponseMessage(HttpStatusCode.OK)
                {
                    RequestMessage = request,
                    Content = JsonContent.Create(
                        new JsonObject
                        {
                            ["projectPermissions"] = new JsonArray(
                                new JsonObject
                                {
                                    ["permission"] = "BROWSE_PROJECTS",
                                    ["projects"] = new JsonArray([
                                        .. Enumerable.Range(10000, 50).Select(id => (JsonNode)id),
                                    ]),
                                }
                            ),
                        }
                    ),
                }
                : null;

        var run = await host.BackUpAsync(await host.PicturedSchemaAsync());

        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        var part = await host.PartAsync(run.Id, "issueFields");
        part.State.ShouldBe(PartState.Captured);
        var warning = part.Warnings.ShouldHaveSingleItem();
        warning.ShouldStartWith("The account may not edit the issues of ");
        warning.ShouldEndWith("Give it Edit Issues there.");
    }
}
