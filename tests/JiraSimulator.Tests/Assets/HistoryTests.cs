using JiraSimulator.Tests.Testing;

namespace JiraSimulator.Tests.Assets;

public sealed class HistoryTests(ItsmFixture fixture) : IClassFixture<ItsmFixture>, IDisposable
{
    public void Dispose() => fixture.AcmeWorld.Switches = new();

    [Fact]
    public async Task A_long_history_comes_whole_in_either_order()
    {
        var owner = fixture.AcmeWorld.FirstWhere(o => o.Parts.History.Count >= 300);
        var expected = owner.Parts.History.Select(entry => entry.Id.ToString()).ToList();

        var oldestFirst = await IdsAsync($"/object/{owner.Id}/history?asc=true");
        var newestFirst = await IdsAsync($"/object/{owner.Id}/history?asc=false");

        oldestFirst.ShouldBe(expected);
        newestFirst.ShouldBe(Enumerable.Reverse(expected));
    }

    [Fact]
    public async Task Without_asc_the_order_is_a_setting_of_the_user()
    {
        var owner = fixture.AcmeWorld.FirstWhere(o => o.Parts.History.Count > 2);
        var path = $"/object/{owner.Id}/history";

        var one = await IdsAsync(path);
        fixture.AcmeWorld.Switches = new() { HistoryNewestFirst = false };
        var other = await IdsAsync(path);

        one.ShouldBe(Enumerable.Reverse(other));
    }

    [Fact]
    public async Task Some_objects_have_no_history()
    {
        var owner = fixture.AcmeWorld.FirstWhere(o => o.Parts.History.Count == 0);

        (await IdsAsync($"/object/{owner.Id}/history?asc=true")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_change_is_told_by_name_and_text_and_who_made_it()
    {
        var owner = fixture.AcmeWorld.FirstWhere(o =>
            fixture.AcmeWorld.Types[o.TypeId].Name == "Country"
        );
        var type = fixture.AcmeWorld.Types[owner.TypeId];
        var label = fixture.AcmeWorld.LabelAttributeOf(type);
        var before = fixture.AcmeWorld.LabelOf(owner);

        await fixture.Acme.PutAsync(
            $"/object/{owner.Id}",
            new
            {
                objectTypeId = type.Id.ToString(),
                attributes = new[]
                {
                    new
                    {
                        objectTypeAttributeId = label.Id.ToString(),
                        objectAttributeValues = new[] { new { value = "Atlantis" } },
                    },
                },
            }
        );
        var newest = (await fixture.Acme.GetAsync($"/object/{owner.Id}/history?asc=false"))[0]!;

        newest["affectedAttribute"]!.GetValue<string>().ShouldBe(label.Name);
        newest["oldValue"]!.GetValue<string>().ShouldBe(before);
        newest["newValue"]!.GetValue<string>().ShouldBe("Atlantis");
        newest["actor"]!["displayName"]!.GetValue<string>().ShouldBe("Ada Admin");
    }

    private async Task<List<string>> IdsAsync(string path) =>
        [
            .. (await fixture.Acme.GetAsync(path))
                .AsArray()
                .Select(e => e!["id"]!.GetValue<string>()),
        ];
}
