using JiraSimulator.Tests.Testing;
using JiraSimulator.Worlds;

namespace JiraSimulator.Tests.Schemas;

/// <summary>Answers are held against Atlassian's document of August 2026 by Schemas/check-answers.mjs.</summary>
public sealed class PublishedDocumentTests
{
    [Fact]
    public async Task Every_answer_to_a_copy_of_the_sample_fits_the_published_document()
    {
        var sites = new ItsmFixture();
        await sites.InitializeAsync();
        var copy = new SchemaCopy(sites.Acme, sites.Globex, sites.GlobexSite);
        await copy.RunAsync(sites.AcmeWorld.Schemas.Keys.First().ToString());
        await sites.Acme.GetAsync("/usage");
        await sites.Acme.RefusedAsync(HttpMethod.Get, "/object/1");
        await ReadPartsAsync(sites);
        await ReadPlatformAsync(sites.Acme);

        var output = await AnswerCheck.RunAsync(sites.Answers);

        await sites.DisposeAsync();
        output.ShouldContain(", 0 refused");
    }

    [Theory]
    [InlineData("isLastAsString")]
    [InlineData("parentTypeIdAsString")]
    [InlineData("nullValues")]
    [InlineData("nullSchemaOnGlobalStatus")]
    [InlineData("entriesWrapper")]
    [InlineData("objectTypeIdAsText")]
    public void A_switch_that_bends_an_answer_out_of_the_document_says_so(string name) =>
        new Switches().With(new() { [name] = true }).BreakSchema.ShouldBeTrue();

    /// <summary>Comments and attachments with numbers as ids: the only document that describes them is Data Center's.</summary>
    private static async Task ReadPartsAsync(ItsmFixture sites)
    {
        sites.AcmeWorld.Switches = new() { PartIdsAsNumbers = true };
        foreach (var owner in sites.AcmeWorld.AllObjects().Where(HasMuch))
        {
            await sites.Acme.GetAsync($"/object/{owner.Id}");
            await sites.Acme.GetAsync($"/object/{owner.Id}/history?asc=true");
            await sites.Acme.GetAsync($"/objectconnectedtickets/{owner.Id}/tickets");
            await sites.Acme.GetAsync($"/comment/object/{owner.Id}");
            await sites.Acme.GetAsync($"/attachments/object/{owner.Id}");
            await sites.Acme.AqlAsync($"objectId = {owner.Id}");
        }
    }

    private static async Task ReadPlatformAsync(AssetsClient client)
    {
        foreach (
            var path in (string[])
                [
                    "field",
                    "field/search",
                    "field/customfield_10191/context",
                    "search/jql?jql=cf[10191] is not EMPTY&fields=*all",
                    "search/jql?jql=order by key",
                    "issue/ITSM-1",
                    "user/search?query=a",
                    "users/search",
                    "groups/picker",
                ]
        )
        {
            using var _ = await client.SendAsync(
                HttpMethod.Get,
                $"https://acme.atlassian.net/rest/api/3/{path}"
            );
        }
    }

    private static bool HasMuch(AssetObject owner) =>
        owner.Avatar is not null
        || (owner.Parts.Comments.Count > 0 && owner.Parts.Attachments.Count > 0);
}
