using AssetsBackup.Features.Runs;

namespace AssetsBackup.Tests.Capture;

/// <summary>A type that lost most of its objects: they were deleted, or Assets keeps them back.</summary>
public sealed class EmptiedTypesTests : IAsyncLifetime
{
    private CaptureHost host = null!;
    private string key = null!;

    public async ValueTask InitializeAsync()
    {
        host = await CaptureHost.StartSetUpAsync("n:400");
        key = (await host.ReadAsync(database => Task.FromResult(database.Schemas.Single()))).Key;
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_whose_objects_were_deleted_makes_no_backup_partial(bool builds)
    {
        var first = await host.BackUpAsync(key);
        var ofType = (await host.EntriesAsync(first.Id)).ToLookup(entry => entry.Group).First();
        foreach (var entry in ofType)
            await host.DeleteObjectAsync(entry.Id);
        var before = await host.CallsAsync("loadObject");

        var run = builds ? await host.BackUpAsync(key) : await host.FullBackUpAsync(key);

        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        (await host.BasisAsync(run.Id)).On.HasValue.ShouldBe(builds);
        (await host.SnapshotAsync(run.Id)).Objects.ShouldBe(400 - ofType.Count());
        (await host.CallsAsync("loadObject") - before).ShouldBe(3);
    }

    [Fact]
    public async Task One_that_is_kept_back_makes_backups_partial_until_it_is_shown_again()
    {
        await host.BackUpAsync(key);
        await Dishonesty.HideTypeAsync(host, isListed: true);

        for (var day = 1; day <= 3; day++)
        {
            var run = await host.BackUpAsync(key);
            run.State.ShouldBe(RunState.Partial, $"day {day}");
            (await host.PartAsync(run.Id, "objects"))
                .Reasons.ShouldHaveSingleItem()
                .ShouldEndWith("but of 3 objects that it does not show 3 are still there.");
        }

        host.Wire.Reset();
        var healed = await host.BackUpAsync(key);
        healed.State.ShouldBe(RunState.Succeeded, healed.ErrorMessage);
        (await host.SnapshotAsync(healed.Id)).Objects.ShouldBe(400);
    }

    [Fact]
    public async Task One_that_is_kept_back_and_whose_objects_are_denied_one_by_one_does_too()
    {
        await host.BackUpAsync(key);
        await Dishonesty.HideTypeAsync(host, isListed: true);
        host.Wire.Answer = request =>
            long.TryParse(request.RequestUri!.Segments[^1], out _)
            && request.RequestUri.AbsolutePath.Contains("/object/", StringComparison.Ordinal)
                ? Wire.Denied(request)
                : null;

        var run = await host.BackUpAsync(key);

        run.State.ShouldBe(RunState.Partial);
        (await host.PartAsync(run.Id, "objects"))
            .Reasons.ShouldHaveSingleItem()
            .ShouldEndWith("but of 3 objects that it does not show 3 are still there.");
    }
}
