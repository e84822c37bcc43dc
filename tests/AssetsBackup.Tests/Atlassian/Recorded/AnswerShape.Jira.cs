using System.Net;
using System.Text;
using System.Text.Json;
using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Atlassian.DataCenter;
using AssetsBackup.Atlassian.Jira;
using AssetsBackup.Features.Snapshots.Capture.Normalising;
using AssetsBackup.Features.Snapshots.Capture.Parts;
using Refit;

namespace AssetsBackup.Tests.Atlassian.Recorded;

/// <summary>Answers of the platform around Assets (contract §2, §8), and what of them no backup reads.</summary>
internal sealed partial record AnswerShape
{
    private static IReadOnlyList<AnswerShape> OfJira =>
        [
            new("refusal", Object("errorMessages", "errors"))
            {
                Check = body =>
                {
                    var (messages, errors) = ErrorBody.Parse(body.GetRawText());
                    messages.Count.ShouldBe(body.GetProperty("errorMessages").GetArrayLength());
                    errors.Count.ShouldBe(body.GetProperty("errors").EnumerateObject().Count());
                    (messages.Count + errors.Count).ShouldBeGreaterThan(0);
                },
            },
            new("names of a site", Object("cloudId"))
            {
                Check = body => Read<TenantInfo>(body).CloudId.ShouldBe(Raw(body, "cloudId")),
            },
            new("page of workspaces", Wrapped("values", "workspaceId"))
            {
                Check = body =>
                {
                    var page = Read<WorkspacePage>(body);
                    page.Values!.Select(workspace => workspace.WorkspaceId)
                        .ShouldBe(Raws(Items(body, "values"), "workspaceId"));
                    page.IsLastPage.ToString().ShouldBe(Raw(body, "isLastPage"));
                },
            },
            new("who a server is", Object("versionNumbers", "baseUrl"))
            {
                Check = body =>
                    Read<ServerInfo>(body)
                        .ShouldBe(
                            new ServerInfo(Raw(body, "deploymentType"), Raw(body, "version"))
                        ),
            },
            new("who the account is", Object("accountId", "displayName"))
            {
                Check = body =>
                {
                    var myself = Read<Myself>(body);
                    (myself.AccountId, myself.DisplayName, myself.Active.ToString()).ShouldBe(
                        (Raw(body, "accountId")!, Raw(body, "displayName"), Raw(body, "active"))
                    );
                },
            },
            new("who the account of a Data Center is", Object("key", "name", "emailAddress"))
            {
                Check = body =>
                    Read<ServerAccount>(body)
                        .ShouldBe(new(Raw(body, "name")!, Raw(body, "displayName"))),
            },
            new("what the account may do", IsMyPermissions)
            {
                Check = body =>
                    Read<MyPermissions>(body)
                        .Permissions.Select(one => (one.Key, one.Value.HavePermission.ToString()))
                        .ShouldBe(
                            body.GetProperty("permissions")
                                .EnumerateObject()
                                .Select(one => (one.Name, Raw(one.Value, "havePermission")!))
                        ),
            },
            new("what the account may do in projects", Object("projectPermissions"))
            {
                Check = body =>
                    Read<GrantedPermissions>(body)
                        .ProjectPermissions!.Select(one =>
                            $"{one.Permission} {string.Join(' ', one.Projects!)}"
                        )
                        .ShouldBe(
                            Items(body, "projectPermissions")
                                .Select(one =>
                                    $"{Raw(one, "permission")} {string.Join(' ', one.GetProperty("projects").EnumerateArray())}"
                                )
                        ),
            },
            new("page of projects", Wrapped("values", "id", "key", "style")) { Check = Projects },
            new("fields of issues", ListOf("id", "custom", "schema")) { Check = Fields },
            new("page of issues", body => Wrapped("issues", "id", "fields")(body))
            {
                Check = Issues,
            },
        ];

    private static IReadOnlyList<AnswerShape> NotRead =>
        [
            No(
                "what refers to an object",
                ListOf("referenceTypes", "objectType"),
                "objects tell it"
            ),
            No("issues of an object", Object("tickets"), "the fields of issues are searched"),
            No("page of groups", Wrapped("values", "groupId"), "values name groups"),
            No("groups found", Wrapped("groups", "groupId"), "values name groups"),
            No("people", ListOf("accountId"), "values name people by id"),
            No("contexts of a field", Wrapped("values", "isGlobalContext"), "no part of Assets"),
            No("page of fields", Wrapped("values", "id", "schema"), "the bare list is read"),
            No("all permissions", Object("permissions"), "the account's own are read"),
            No("count of issues", Object("count"), "the issues that came are counted"),
            No("issue", Object("key", "fields"), "pages of issues are read"),
            No("applications", Object("applications"), "the app's own licence is read"),
            No("categories of an issue's status", ListOf("colorName", "key"), "no part of Assets"),
            No("where an import goes on", Object("links"), "nothing is imported"),
        ];

    private static AnswerShape No(string name, Func<JsonElement, bool> fits, string because) =>
        new(name, fits) { NotReadBecause = because };

    private static bool IsMyPermissions(JsonElement body) =>
        HasAll(body, ["permissions"])
        && body.GetProperty("permissions")
            .EnumerateObject()
            .All(one => HasAll(one.Value, ["havePermission"]));

    /// <summary>Nothing is granted: each project is named as one that may not be browsed.</summary>
    private static void Projects(JsonElement body) =>
        ProjectRights
            .ReadAsync(Jira(body, """{"projectPermissions":[]}"""), default)
            .GetAwaiter()
            .GetResult()
            .NotBrowsed.ShouldBe(Raws(Items(body, "values"), "key"), ignoreOrder: true);

    private static void Fields(JsonElement body)
    {
        foreach (var source in body.Items())
        {
            var field = JsonElement.Parse(DefinitionNormaliser.IssueField(source));
            (Raw(field, "id"), Raw(field, "name")).ShouldBe(
                (Raw(source, "id"), Raw(source, "name"))
            );
            (field.Member("schema"u8)?.Text("type"u8)).ShouldBe(Named(source, "schema", "type"));
            Raw(field, "clauseNames").ShouldBeNull();
        }
        body.Items().Count.ShouldBe(body.GetArrayLength());
    }

    /// <summary>No recording has an Assets field: whatever is a list is read as if it were one.</summary>
    private static void Issues(JsonElement body)
    {
        var page = Jira(body, "{}")
            .FindIssuesAsync("", null, "", 1, default)
            .GetAwaiter()
            .GetResult();
        page.GetProperty("issues").GetArrayLength().ShouldBe(Items(body, "issues").Count);
        foreach (var issue in page.GetProperty("issues").EnumerateArray())
        foreach (var field in issue.GetProperty("fields").EnumerateObject())
        {
            var content = IssueFieldNormaliser.Value(field.Name, issue);
            var isFilled =
                field.Value.ValueKind == JsonValueKind.Array && field.Value.GetArrayLength() > 0;
            (content is not null).ShouldBe(isFilled, field.Name);
            if (content is null)
                continue;
            var value = JsonElement.Parse(content);
            (Raw(value, "issueId"), Raw(value, "issueKey"), Raw(value, "field")).ShouldBe(
                (Raw(issue, "id"), Raw(issue, "key"), field.Name)
            );
            value.GetProperty("objects").GetArrayLength().ShouldBe(field.Value.GetArrayLength());
        }
    }

    private static IJiraApi Jira(JsonElement toGets, string toPosts) =>
        RestService.ForGenerated<IJiraApi>(
            new HttpClient(new Answers(toGets.GetRawText(), toPosts))
            {
                BaseAddress = new Uri("https://acme.atlassian.net"),
            },
            new RefitSettings(new SystemTextJsonContentSerializer(TolerantJson.Options))
        );

    private sealed class Answers(string toGets, string toPosts) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        ) =>
            Task.FromResult(
                new HttpResponseMessage(HttpStatusCode.OK)
                {
                    RequestMessage = request,
                    Content = new StringContent(
                        request.Method == HttpMethod.Get ? toGets : toPosts,
                        Encoding.UTF8,
                        "application/json"
                    ),
                }
            );
    }
}
