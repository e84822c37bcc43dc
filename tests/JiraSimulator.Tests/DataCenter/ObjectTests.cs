using System.Net;
using System.Text.Json.Nodes;
using JiraSimulator.Tests.Testing;
using JiraSimulator.Worlds;

namespace JiraSimulator.Tests.DataCenter;

public sealed class ObjectTests(ServerFixture fixture) : IClassFixture<ServerFixture>, IDisposable
{
    public void Dispose() => fixture.World.Switches = new();

    [Fact]
    public async Task An_object_is_found_by_its_id_and_by_its_key()
    {
        var some = fixture.World.FirstWhere(_ => true);
        var key = fixture.World.KeyOf(some);

        var byId = await fixture.Admin.GetAsync($"/object/{some.Id}");
        var byKey = await fixture.Admin.GetAsync($"/object/{key}");

        JsonNode.DeepEquals(byId, byKey).ShouldBeTrue();
        byId["id"]!.GetValue<long>().ShouldBe(some.Id);
        (await fixture.Admin.RefusedAsync($"/object/XX-{some.Id}")).Status.ShouldBe(
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public async Task Definitions_and_flags_of_a_single_object_come_as_asked_or_switched()
    {
        var owner = fixture.World.FirstWhere(o => o.Parts.Attachments.Count > 0);
        var plain = await fixture.Admin.GetAsync($"/object/{owner.Id}");
        var bare = await fixture.Admin.GetAsync($"/object/{owner.Id}?includeAttributes=false");
        fixture.World.Switches = new() { DefinitionsInServerObjects = true };
        var full = await fixture.Admin.GetAsync($"/object/{owner.Id}?includeExtendedInfo=true");
        var attributes = await fixture.Admin.GetAsync($"/object/{owner.Id}/attributes");

        plain["extendedInfo"].ShouldBeNull();
        plain["attributes"]![0]!["objectTypeAttribute"].ShouldBeNull();
        bare["attributes"].ShouldBeNull();
        full["extendedInfo"]!["attachmentsExists"]!.GetValue<bool>().ShouldBeTrue();
        JsonNode.DeepEquals(full["attributes"], attributes).ShouldBeTrue();
    }

    [Fact]
    public async Task People_are_values_by_key_and_login()
    {
        var value = await FirstValueAsync(AttributeKind.User);
        var key = value["value"]!.GetValue<string>();

        key.ShouldStartWith("JIRAUSER");
        value["user"]!["key"]!.GetValue<string>().ShouldBe(key);
        value["user"]!["name"]!.GetValue<string>().ShouldNotContain("JIRAUSER");
        value["user"]!["emailAddress"]!.GetValue<string>().ShouldEndWith("@acme.example");
    }

    [Fact]
    public async Task Mail_addresses_of_people_may_be_left_out_of_values()
    {
        fixture.World.Switches = new() { MailInServerValues = false };

        (await FirstValueAsync(AttributeKind.User))["user"]!["emailAddress"].ShouldBeNull();
    }

    [Theory]
    [InlineData(AttributeKind.Group, "group", "name", false)]
    [InlineData(AttributeKind.Project, "project", "key", false)]
    [InlineData(AttributeKind.Status, "status", "id", true)]
    [InlineData(AttributeKind.Version, "version", "id", true)]
    [InlineData(AttributeKind.Confluence, "confluencePage", "id", false)]
    public async Task A_value_that_leads_to_a_thing_of_Jira_names_it(
        int kind,
        string member,
        string id,
        bool isNumber
    )
    {
        var value = await FirstValueAsync(kind);

        var searched = value["searchValue"]!.GetValue<string>();
        value[member]![id]!.ToJsonString().ShouldBe(isNumber ? searched : $"\"{searched}\"");
        value.AsObject().ContainsKey("value").ShouldBeFalse();
    }

    [Fact]
    public async Task A_history_is_whole_unless_it_is_to_be_abbreviated()
    {
        var owner = fixture.World.FirstWhere(o => o.Parts.History.Count > 200);
        owner.Parts.History.Add(
            new HistoryEntry(owner.Parts.NextId(), "JIRAUSER10100", owner.Updated, 1)
            {
                NewValue = new string('x', 500),
            }
        );

        var whole = await HistoryAsync("?asc=true");
        var cut = await HistoryAsync("?asc=true&abbreviate=true");

        whole.Select(IdOf).ShouldBe(owner.Parts.History.Select(entry => entry.Id));
        whole[^1]!["newValue"]!.GetValue<string>().Length.ShouldBe(500);
        cut[^1]!["newValue"]!.GetValue<string>().Length.ShouldBe(103);
        whole[0]!["actor"]!["key"]!.GetValue<string>().ShouldStartWith("JIRAUSER");

        async Task<JsonArray> HistoryAsync(string query) =>
            (await fixture.Admin.GetAsync($"/object/{owner.Id}/history{query}")).AsArray();
    }

    [Fact]
    public async Task An_object_shows_its_own_picture_or_that_of_its_type()
    {
        var pictured = fixture.World.FirstWhere(o => o.Avatar is not null);
        var plain = fixture.World.FirstWhere(o => o.Avatar is null);

        var own = await PictureAsync(pictured);
        var ofType = await PictureAsync(plain);

        IconImage.IsPng(own).ShouldBeTrue();
        own.ShouldNotBe(ofType);
        ofType.ShouldBe(fixture.World.Icons[fixture.World.Types[plain.TypeId].IconId].Png);
    }

    private async Task<byte[]> PictureAsync(AssetObject owner)
    {
        var shown = await fixture.Admin.GetAsync($"/object/{owner.Id}");
        using var image = await fixture.Admin.SendAsync(
            shown["avatar"]!["url288"]!.GetValue<string>()
        );
        return await image.Content.ReadAsByteArrayAsync();
    }

    private async Task<JsonNode> FirstValueAsync(int kind)
    {
        var attribute = fixture.World.Attributes.Values.First(a =>
            a.Settings.Kind == kind && HoldersOf(a).Any()
        );
        var shown = await fixture.Admin.GetAsync($"/object/{HoldersOf(attribute).First().Id}");
        return shown["attributes"]!
            .AsArray()
            .Single(a => a!["objectTypeAttributeId"]!.GetValue<long>() == attribute.Id)![
            "objectAttributeValues"
        ]![0]!;
    }

    private IEnumerable<AssetObject> HoldersOf(AttributeDefinition attribute) =>
        fixture
            .World.ObjectsHolding(fixture.World.Types[attribute.OwnerTypeId])
            .Where(o => o.ValuesOf(attribute.Id).Count > 0);

    private static long IdOf(JsonNode? node) => node!["id"]!.GetValue<long>();
}
