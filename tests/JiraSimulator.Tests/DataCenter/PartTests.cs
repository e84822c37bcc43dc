using System.Net;
using System.Text.Json.Nodes;
using JiraSimulator.Tests.Testing;
using JiraSimulator.Worlds;

namespace JiraSimulator.Tests.DataCenter;

public sealed class PartTests(ServerFixture fixture) : IClassFixture<ServerFixture>, IDisposable
{
    public void Dispose() => fixture.World.Switches = new();

    [Fact]
    public async Task Comments_have_numbers_as_ids_and_people_by_key()
    {
        var owner = fixture.World.FirstWhere(o => o.Parts.Comments.Count > 3);

        var comments = (await fixture.Admin.GetAsync($"/comment/object/{owner.Id}")).AsArray();
        var newestFirst = await fixture.Admin.GetAsync($"/comment/object/{owner.Id}?asc=false");

        comments.Select(IdOf).ShouldBe(owner.Parts.Comments.Select(comment => comment.Id));
        newestFirst.AsArray().Select(IdOf).ShouldBe(comments.Select(IdOf).Reverse());
        comments[0]!["actor"]!["key"]!.GetValue<string>().ShouldStartWith("JIRAUSER");
        comments[0]!["objectId"]!.GetValue<long>().ShouldBe(owner.Id);
    }

    [Theory]
    [InlineData("/rest/insight/1.0")]
    [InlineData("/rest/assets/1.0")]
    public async Task Every_file_is_read_from_the_server_itself_byte_for_byte(string path)
    {
        var owner = fixture.World.FirstWhere(o => o.Parts.Attachments.Count > 3);

        var list = (await fixture.Admin.GetAsync($"/attachments/object/{owner.Id}")).AsArray();
        var files = new List<byte[]>();
        foreach (var file in list)
        {
            var url = file!["url"]!.GetValue<string>();
            url.ShouldStartWith("https://jira.dc.example/rest/insight/1.0/attachments/");
            files.Add(
                await BytesAsync(url.Replace("/rest/insight/1.0", path, StringComparison.Ordinal))
            );
        }

        files.ShouldBe(owner.Parts.Attachments.Select(file => file.File.ToArray()));
        list[0]!["filesize"]!.GetValue<string>().ShouldMatch("^[0-9]+ (B|kB|MB)$");
        list[0]!["created"]!.GetValue<string>().ShouldEndWith("Z");
        list[0]!["author"]!.GetValue<string>().ShouldStartWith("JIRAUSER");
    }

    [Fact]
    public async Task A_file_is_nothing_without_credentials_or_a_role()
    {
        using var nobody = new ServerClient(fixture.Simulator, fixture.Site, null);
        using var roleless = fixture.As("norole");
        var owner = fixture.World.FirstWhere(o => o.Parts.Attachments.Count > 0);
        var path = $"/attachments/{owner.Parts.Attachments[0].Id}/x";

        (await nobody.RefusedAsync(path)).Status.ShouldBe(HttpStatusCode.Redirect);
        (await roleless.RefusedAsync(path)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_download_can_break_off_in_the_middle()
    {
        var owner = fixture.World.FirstWhere(o =>
            o.Parts.Attachments.Exists(file => file.File.Length > 5000)
        );
        var file = owner.Parts.Attachments.First(file => file.File.Length > 5000);
        await fixture.ControlAsync(
            HttpMethod.Post,
            "faults",
            new
            {
                operation = "downloadMedia",
                kind = "reset",
                afterActing = true,
            }
        );

        await Should.ThrowAsync<HttpRequestException>(() =>
            BytesAsync($"/rest/assets/1.0/attachments/{file.Id}/x")
        );
    }

    [Theory]
    [InlineData("comments")]
    [InlineData("attachments")]
    public async Task A_version_may_lack_them(string name)
    {
        fixture.World.Switches = new Switches().With(new JsonObject { [name] = false });
        var owner = fixture.World.FirstWhere(o => o.Parts.Attachments.Count > 0);
        var path = name == "comments" ? "comment" : name;

        var (status, body) = await fixture.Admin.RefusedAsync($"/{path}/object/{owner.Id}");

        status.ShouldBe(HttpStatusCode.NotFound);
        body.ShouldContain("<status-code>404");
    }

    [Fact]
    public async Task Issues_that_name_an_object_are_listed_up_to_a_limit()
    {
        var owner = fixture.World.FirstWhere(o => fixture.World.Issues.Naming(o.Id).Count > 2);
        var path = $"/objectconnectedtickets/{owner.Id}/tickets";

        var all = await fixture.Admin.GetAsync(path);
        var two = await fixture.Admin.GetAsync(path + "?limit=2");

        all["tickets"]!.AsArray().Count.ShouldBeGreaterThan(2);
        two["tickets"]!.AsArray().Count.ShouldBe(2);
        two["tickets"]![0]!["id"]!.GetValue<long>().ShouldBeGreaterThan(0);
        two["allTicketsQuery"]!.GetValue<string>().ShouldContain($"objectId = {owner.Id}");
    }

    private async Task<byte[]> BytesAsync(string path)
    {
        using var response = await fixture.Admin.SendAsync(path);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await response.Content.ReadAsByteArrayAsync();
    }

    private static long IdOf(JsonNode? node) => node!["id"]!.GetValue<long>();
}
