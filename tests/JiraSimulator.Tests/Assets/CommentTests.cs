using System.Net;
using JiraSimulator.Tests.Testing;

namespace JiraSimulator.Tests.Assets;

public sealed class CommentTests(ItsmFixture fixture) : IClassFixture<ItsmFixture>, IDisposable
{
    public void Dispose() => fixture.AcmeWorld.Switches = new();

    [Fact]
    public async Task An_object_with_hundreds_of_comments_lists_them_all()
    {
        var owner = fixture.AcmeWorld.FirstWhere(o => o.Parts.Comments.Count >= 400);

        var comments = (await fixture.Acme.GetAsync($"/comment/object/{owner.Id}")).AsArray();

        comments.Count.ShouldBe(owner.Parts.Comments.Count);
        comments
            .Select(c => c!["id"]!.GetValue<string>())
            .Distinct()
            .Count()
            .ShouldBe(comments.Count);
        comments[0]!["objectId"]!.GetValue<string>().ShouldBe(owner.Id.ToString());
        comments[0]!["comment"]!.GetValue<string>().ShouldBe(owner.Parts.Comments[0].Text);
        comments[0]!["actor"]!["key"]!
            .GetValue<string>()
            .ShouldBe(owner.Parts.Comments[0].AccountId);
    }

    [Fact]
    public async Task An_object_without_comments_has_an_empty_list()
    {
        var owner = fixture.AcmeWorld.FirstWhere(o => o.Parts.Comments.Count == 0);

        (await fixture.Acme.GetAsync($"/comment/object/{owner.Id}")).AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_comment_for_managers_is_not_shown_to_an_agent()
    {
        using var agent = Agent();
        var owner = fixture.AcmeWorld.FirstWhere(o => o.Parts.Comments.Exists(c => c.Role != 0));
        var open = owner.Parts.Comments.Count(c => c.Role == 0);

        var seen = (await agent.GetAsync($"/comment/object/{owner.Id}")).AsArray();
        var all = (await fixture.Acme.GetAsync($"/comment/object/{owner.Id}")).AsArray();

        seen.Count.ShouldBe(open);
        all.Count.ShouldBe(owner.Parts.Comments.Count);
    }

    [Fact]
    public async Task A_comment_is_the_callers_and_of_now_whatever_the_body_says()
    {
        using var agent = Agent();
        var owner = fixture.AcmeWorld.FirstWhere(o => o.Parts.Comments.Count == 0);

        await agent.PostAsync(
            "/comment/create",
            new
            {
                objectId = owner.Id.ToString(),
                comment = "<i>moved</i>",
                role = 0,
                created = "2001-01-01T00:00:00.000Z",
            }
        );
        var only = (await fixture.Acme.GetAsync($"/comment/object/{owner.Id}"))
            .AsArray()
            .ShouldHaveSingleItem()!;

        only["actor"]!["displayName"]!.GetValue<string>().ShouldBe("Gus Agent");
        only["created"]!.GetValue<string>().ShouldNotStartWith("2001");
        only["commentOutput"]!.GetValue<string>().ShouldBe("<p>&lt;i&gt;moved&lt;/i&gt;</p>");
    }

    [Fact]
    public async Task Who_cannot_see_the_object_cannot_see_its_comments()
    {
        using var norole = new AssetsClient(
            fixture.Simulator,
            fixture.AcmeSite,
            "norole@acme.example",
            "norole-token"
        );
        var owner = fixture.AcmeWorld.FirstWhere(o => o.Parts.Comments.Count > 0);

        var (hidden, _) = await norole.RefusedAsync(HttpMethod.Get, $"/comment/object/{owner.Id}");
        var schema = fixture.AcmeWorld.Types[owner.TypeId].SchemaId;
        fixture.AcmeWorld.Switches = new()
        {
            ClosedSchemas = [fixture.AcmeWorld.Schemas[schema].Key],
        };
        var (closed, _) = await fixture.Acme.RefusedAsync(
            HttpMethod.Get,
            $"/comment/object/{owner.Id}"
        );

        (hidden, closed).ShouldBe((HttpStatusCode.NotFound, HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task Switched_off_the_gateway_does_not_know_the_call()
    {
        fixture.AcmeWorld.Switches = new() { Comments = false };
        var owner = fixture.AcmeWorld.AllObjects().First();

        var (status, body) = await fixture.Acme.RefusedAsync(
            HttpMethod.Get,
            $"/comment/object/{owner.Id}"
        );

        status.ShouldBe(HttpStatusCode.NotFound);
        body.ShouldContain("TCS 404");
    }

    [Fact]
    public async Task Ids_are_numbers_when_switched_so()
    {
        fixture.AcmeWorld.Switches = new() { PartIdsAsNumbers = true };
        var owner = fixture.AcmeWorld.FirstWhere(o => o.Parts.Comments.Count > 0);

        var comments = await fixture.Acme.GetAsync($"/comment/object/{owner.Id}");

        comments[0]!["objectId"]!.GetValue<long>().ShouldBe(owner.Id);
    }

    private AssetsClient Agent() =>
        new(fixture.Simulator, fixture.AcmeSite, "agent@acme.example", "agent-token");
}
