using System.Text.Json;
using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Atlassian.DataCenter;

namespace AssetsBackup.Tests.DataCenter;

/// <summary>Pages by number, told as pages by offset.</summary>
public sealed class DataCenterSearchTests
{
    private static readonly AqlQuery Any = new("objectTypeId = 1");

    [Theory]
    [InlineData(500)]
    [InlineData(7)]
    [InlineData(1)]
    public async Task From_any_offset_on_one_page_gives_what_follows_at_least_a_third_as_many(
        int most
    )
    {
        var server = new NumberedPages(total: 1234, largest: most);
        var search = new DataCenterSearch(server);
        // What a site gives at most is known after its first page.
        (await search.FindAsync(Any, 0, 500, true, default)).Dispose();

        for (var startAt = 0; startAt < 1234; startAt += 37)
        {
            server.Calls = 0;
            using var page = await search.FindAsync(Any, startAt, 500, true, default);

            var ids = Ids(page);
            ids.ShouldBe(Enumerable.Range(startAt, ids.Count));
            ids.Count.ShouldBeGreaterThanOrEqualTo(Math.Min((most + 2) / 3, 1234 - startAt));
            page.RootElement.GetProperty("isLast")
                .GetBoolean()
                .ShouldBe(startAt + ids.Count == 1234);
            server.Calls.ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_page_that_is_cut_for_the_first_time_is_asked_for_again_by_its_new_number()
    {
        var search = new DataCenterSearch(new NumberedPages(total: 1234, largest: 100));

        using var page = await search.FindAsync(Any, 500, 500, true, default);

        Ids(page)[0].ShouldBe(500);
    }

    [Fact]
    public async Task The_end_of_a_short_list_is_no_cut_page()
    {
        var server = new NumberedPages(total: 3, largest: 500);
        var search = new DataCenterSearch(server);
        (await search.FindAsync(Any, 0, 500, true, default)).Dispose();
        server.Total = 400;

        using var page = await search.FindAsync(Any, 0, 500, true, default);

        Ids(page).Count.ShouldBe(400);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"objectEntries":[]}""")]
    [InlineData("""{"objectEntries":{},"totalFilterCount":1,"startIndex":1,"toIndex":1}""")]
    [InlineData("""{"objectEntries":[],"totalFilterCount":"many","startIndex":1,"toIndex":1}""")]
    [InlineData(null)]
    public async Task An_answer_that_is_no_page_is_no_answer(string? body)
    {
        var search = new DataCenterSearch(
            new NumberedPages(total: 3, largest: 500) { Body = () => body }
        );

        await Should.ThrowAsync<AtlassianUnavailableException>(() =>
            search.FindAsync(Any, 0, 500, true, default)
        );
    }

    [Fact]
    public async Task Numbers_may_be_texts()
    {
        var search = new DataCenterSearch(
            new NumberedPages(total: 3, largest: 500)
            {
                Body = () => """{"objectEntries":[],"totalFilterCount":"12"}""",
            }
        );

        (await search.CountAsync(Any, default)).Total.ShouldBe(12);
    }

    private static List<int> Ids(JsonDocument page) =>
        [
            .. page
                .RootElement.GetProperty("values")
                .EnumerateArray()
                .Select(item => item.GetProperty("id").GetInt32()),
        ];
}
