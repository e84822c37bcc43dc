using AssetsBackup.Features.Runs;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Capture;

public sealed class FaultTests
{
    [Theory]
    [InlineData("tooManyRequests", 1)]
    [InlineData("unavailable", 1)]
    [InlineData("serverError", null)]
    [InlineData("badGatewayHtml", null)]
    [InlineData("reset", null)]
    public async Task A_failure_of_the_search_is_waited_out(string kind, int? retryAfterSeconds)
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:3000");
        await host.FaultAsync(
            new
            {
                operation = "findObjectsByAql",
                kind,
                call = 3,
                times = 3,
                retryAfterSeconds,
            }
        );
        await host.FaultAsync(
            new
            {
                operation = "countObjectsByAql",
                kind,
                call = 2,
                times = 2,
                retryAfterSeconds,
            }
        );
        var key = await host.ReadAsync(database =>
            database.Schemas.Select(s => s.Key).SingleAsync()
        );

        var run = await host.BackUpAsync(key);

        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        (await host.SnapshotAsync(run.Id)).Objects.ShouldBe(3000);
        (await host.FiredFaultsAsync()).ShouldBe(5);
    }
}
