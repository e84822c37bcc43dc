using System.Diagnostics;
using JiraSimulator.Tests.Testing;
using JiraSimulator.Worlds;

namespace JiraSimulator.Tests.Schemas;

/// <summary>Answers are held against Atlassian's document of August 2026 by Schemas/check-answers.mjs.</summary>
public sealed class PublishedDocumentTests
{
    private const int SomethingMissing = 2;

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

        var (exitCode, output) = await CheckAsync(sites.Answers);

        await sites.DisposeAsync();
        Assert.SkipWhen(exitCode == SomethingMissing, output);
        TestContext.Current.TestOutputHelper!.WriteLine(output);
        exitCode.ShouldBe(0, output);
        output.ShouldContain(", 0 refused");
    }

    [Theory]
    [InlineData("isLastAsString")]
    [InlineData("parentTypeIdAsString")]
    [InlineData("nullValues")]
    [InlineData("nullSchemaOnGlobalStatus")]
    [InlineData("entriesWrapper")]
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

    private static async Task<(int ExitCode, string Output)> CheckAsync(string folder)
    {
        var script = Path.Combine(
            RepositoryRoot(),
            "tests/JiraSimulator/Schemas/check-answers.mjs"
        );
        using var node = Process.Start(
            new ProcessStartInfo("node", [script, folder])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var output = await node.StandardOutput.ReadToEndAsync();
        var errors = await node.StandardError.ReadToEndAsync();
        await node.WaitForExitAsync();
        return (node.ExitCode, output + errors);
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "AssetsBackup.sln")))
        {
            folder =
                folder.Parent
                ?? throw new DirectoryNotFoundException("no AssetsBackup.sln above the tests");
        }
        return folder.FullName;
    }
}
