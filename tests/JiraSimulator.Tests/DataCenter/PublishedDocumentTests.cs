using System.Text.Json.Nodes;
using JiraSimulator.Tests.Testing;

namespace JiraSimulator.Tests.DataCenter;

public sealed class PublishedDocumentTests
{
    private const int AnswersWithAModel = 100;

    [Fact]
    public async Task Every_answer_of_the_sample_fits_the_document_of_Data_Center()
    {
        var server = new ServerFixture();
        await server.InitializeAsync();
        await server.ControlAsync(HttpMethod.Post, "archive?percent=2");
        await ReadConfigurationAsync(server.Admin);
        foreach (var schema in server.World.Schemas.Keys)
            await ReadSchemaAsync(server.Admin, schema);
        foreach (var type in server.World.Types.Keys)
            await ReadTypeAsync(server.Admin, type);
        foreach (var owner in server.World.AllObjects().Where(o => o.Parts.Comments.Count > 2))
            await ReadPartsAsync(server.Admin, owner.Id);

        var output = await AnswerCheck.RunAsync(server.Answers);

        await server.DisposeAsync();
        var line = output
            .Split('\n')
            .Single(l => l.StartsWith("answers", StringComparison.Ordinal));
        int.Parse(line.Split(' ')[1]).ShouldBeGreaterThan(AnswersWithAModel);
        line.ShouldEndWith(", 0 refused");
    }

    private static async Task ReadConfigurationAsync(ServerClient admin)
    {
        await admin.GetAsync("/objectschema/list");
        await admin.GetAsync("/analytics/schema");
        await admin.GetAsync("/icon/global");
        await admin.GetAsync("/config/statustype");
        await admin.GetAsync("/object/archived?limit=1000");
        await admin.RefusedAsync("/object/1");
    }

    private static async Task ReadSchemaAsync(ServerClient admin, long schema)
    {
        await admin.GetAsync($"/objectschema/{schema}");
        await admin.GetAsync($"/icon/objectschema/{schema}");
        await admin.GetAsync($"/config/statustype?objectSchemaId={schema}");
        var types = await admin.GetAsync($"/objectschema/{schema}/objecttypes/flat");
        types.ShouldBeOfType<JsonArray>();
    }

    private static async Task ReadTypeAsync(ServerClient admin, long type)
    {
        await admin.GetAsync($"/objecttype/{type}");
        await admin.GetAsync($"/objecttype/{type}/attributes");
        await admin.AqlAsync(
            $"objectTypeId = {type}",
            "&includeTypeAttributes=true&includeExtendedInfo=true&includeAttributesDeep=2"
        );
    }

    private static async Task ReadPartsAsync(ServerClient admin, long owner)
    {
        await admin.GetAsync($"/object/{owner}?includeExtendedInfo=true");
        await admin.GetAsync($"/object/{owner}/attributes");
        await admin.GetAsync($"/object/{owner}/history?asc=true");
        await admin.GetAsync($"/comment/object/{owner}");
        await admin.GetAsync($"/attachments/object/{owner}");
        await admin.GetAsync($"/objectconnectedtickets/{owner}/tickets");
    }
}
