using System.Text.RegularExpressions;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Tests.Capture;
using AssetsBackup.Vault;

namespace AssetsBackup.Tests.DataCenter;

/// <summary>Objects that leave a Data Center's archive or go into it between two backups: nothing says that they were changed.</summary>
public sealed partial class ArchiveMovesTests
{
    [Fact]
    public async Task An_object_that_came_back_is_not_hidden_by_one_that_went()
    {
        await using var server = await DataCenterHost.StartAsync("n:300");
        var (schema, back, gone) = await WithArchivedAsync(server);
        var first = await server.Host.BackUpAsync(schema.Key);
        await server.UnarchiveAsync(back.Id);
        await server.ChangeAsync($"archive/{gone.Id}");

        var second = await server.Host.BackUpAsync(schema.Key);

        second.State.ShouldBe(RunState.Succeeded, second.ErrorMessage);
        (await server.Host.BasisAsync(second.Id)).On.ShouldBe(first.Id);
        var ids = (await server.Host.EntriesAsync(second.Id)).Select(entry => entry.Id).ToList();
        ids.ShouldContain(back.Id);
        ids.ShouldNotContain(gone.Id);
    }

    [Fact]
    public async Task While_the_archive_is_not_touched_only_changes_are_read()
    {
        await using var server = await DataCenterHost.StartAsync("n:300");
        var (schema, _, _) = await WithArchivedAsync(server);
        server.Host.Clock.MoveAhead(TimeSpan.FromDays(3));
        var searches = 0;
        server.Host.Wire.BeforeCall = (path, _) => searches += Search().IsMatch(path) ? 1 : 0;
        await server.Host.BackUpAsync(schema.Key);
        var whole = searches;

        var second = await server.Host.BackUpAsync(schema.Key);

        second.State.ShouldBe(RunState.Succeeded, second.ErrorMessage);
        (searches - whole).ShouldBeLessThan(whole / 2);
    }

    /// <summary>One archived object, and another of its type that is not.</summary>
    private static async Task<(
        Schema Schema,
        TreeEntry Archived,
        TreeEntry Other
    )> WithArchivedAsync(DataCenterHost server)
    {
        await server.AddAsync(DataCenterHost.ByToken);
        var schema = (await server.SchemasAsync()).Single();
        var before = await server.Host.BackUpAsync(schema.Key);
        var pair = (await server.Host.EntriesAsync(before.Id))
            .GroupBy(entry => entry.Group)
            .First(type => type.Count() > 1)
            .Take(2)
            .ToList();
        await server.ChangeAsync($"archive/{pair[0].Id}");
        return (schema, pair[0], pair[1]);
    }

    [GeneratedRegex("/[ai]ql/objects$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Search();
}
