using AssetsBackup.Features.Runs;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Runs;

public sealed class ChangeNumbersTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_saved_change_of_a_row_gets_a_higher_number()
    {
        await using var fixture = await RunnerFixture.CreateAsync(null);
        var first = await fixture.QueueAsync(RunKind.Sync);
        var second = await fixture.QueueAsync(RunKind.Sync);
        await fixture.ChangeAsync(first, run => run.Step = "again");

        (await fixture.ReadAsync(second)).Change.ShouldBe(2);
        (await fixture.ReadAsync(first)).Change.ShouldBe(3);
    }

    [Fact]
    public async Task Rows_saved_together_get_numbers_of_their_own()
    {
        await using var fixture = await RunnerFixture.CreateAsync(null);
        var ids = new[]
        {
            await fixture.QueueAsync(RunKind.Sync),
            await fixture.QueueAsync(RunKind.Sync),
        };
        await using var database = await fixture.Databases.CreateDbContextAsync(Stop);
        foreach (var run in await database.Runs.ToListAsync(Stop))
            run.Step = "both";
        await database.SaveChangesAsync(Stop);

        var numbers = new[]
        {
            (await fixture.ReadAsync(ids[0])).Change,
            (await fixture.ReadAsync(ids[1])).Change,
        };
        numbers.Order().ShouldBe([3, 4]);
    }

    [Fact]
    public async Task Writers_side_by_side_never_share_a_number()
    {
        await using var fixture = await RunnerFixture.CreateAsync(null);
        var ids = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => fixture.QueueAsync(RunKind.Sync))
        );

        var numbers = await Task.WhenAll(ids.Select(fixture.ReadAsync));
        numbers
            .Select(run => run.Change)
            .Order()
            .ShouldBe(Enumerable.Range(1, 20).Select(number => (long)number));
    }

    [Fact]
    public async Task A_save_that_is_rolled_back_leaves_no_gap_that_a_poller_could_fall_into()
    {
        await using var fixture = await RunnerFixture.CreateAsync(null);
        var id = await fixture.QueueAsync(RunKind.Sync);
        await using (var database = await fixture.Databases.CreateDbContextAsync(Stop))
        {
            await using var transaction = await database.Database.BeginTransactionAsync(Stop);
            (await database.Runs.SingleAsync(Stop)).Step = "rolled back";
            await database.SaveChangesAsync(Stop);
            await transaction.RollbackAsync(Stop);
        }
        (await Counter(fixture)).ShouldBe((await fixture.ReadAsync(id)).Change);
    }

    private static async Task<long> Counter(RunnerFixture fixture)
    {
        await using var database = await fixture.Databases.CreateDbContextAsync(Stop);
        return (await database.ChangeCounters.SingleAsync(Stop)).Value;
    }
}
