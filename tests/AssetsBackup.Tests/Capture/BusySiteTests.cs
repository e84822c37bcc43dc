using System.Collections.Concurrent;
using AssetsBackup.Atlassian;
using AssetsBackup.Features.Runs;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Capture;

/// <summary>A site whose limits others use too.</summary>
public sealed class BusySiteTests
{
    private const int Objects = 150;
    private const string History = "findObjectHistory";

    [Theory]
    [InlineData("xRateLimit", 3)]
    [InlineData("retryAfter", 15)]
    public async Task Beside_a_busy_integration_a_backup_is_refused_rarely_and_ends_complete(
        string headers,
        int mostRefused
    )
    {
        await using var host = await CaptureHost.StartSetUpAsync(
            $"n:{Objects}",
            callsPerObject: true,
            limits: true
        );
        // We could make 13 calls a second; others leave us 5.
        await host.LimitAsync(
            new
            {
                perMinute = new { findObjectHistory = 40 },
                othersPerMinute = new { findObjectHistory = 20 },
                windowSeconds = 4,
                headers,
            }
        );

        var run = await host.BackUpAsync(await KeyAsync(host));

        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        (await host.SnapshotAsync(run.Id)).Objects.ShouldBe(Objects);
        var (calls, refused) = (await host.CallsAsync(History), await host.RefusedAsync(History));
        (calls - refused).ShouldBe(Objects);
        refused.ShouldBeLessThanOrEqualTo(mostRefused);
    }

    [Fact]
    public async Task What_hangs_on_objects_is_read_with_less_urgency_than_the_objects()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:10", callsPerObject: true);
        var seen = new ConcurrentDictionary<string, CallPriority>(StringComparer.Ordinal);
        host.Wire.Answer = request =>
        {
            seen[request.RequestUri!.AbsolutePath.Split('/')[^1]] = CallWatch.Of(request).Priority;
            return null;
        };

        await host.BackUpAsync(await KeyAsync(host));

        seen["aql"].ShouldBe(CallPriority.Manual);
        seen["history"].ShouldBe(CallPriority.Parts);
    }

    private static Task<string> KeyAsync(CaptureHost host) =>
        host.ReadAsync(database => database.Schemas.Select(schema => schema.Key).SingleAsync());
}
