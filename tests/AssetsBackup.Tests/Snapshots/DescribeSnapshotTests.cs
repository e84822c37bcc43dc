using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Tests.Capture;
using AssetsBackup.Tests.Vaults;
using AssetsBackup.Vault;
using FluentValidation;

namespace AssetsBackup.Tests.Snapshots;

/// <summary>Product E1, E1a: what somebody says of a backup can be said anew, and lies with the backup.</summary>
public sealed class DescribeSnapshotTests
{
    private static CancellationToken Never => CancellationToken.None;

    [Theory]
    [InlineData("Before the move", "Before the move")]
    [InlineData("  Before the move \n", "Before the move")]
    [InlineData("", null)]
    [InlineData(null, null)]
    public async Task What_is_said_last_is_shown_and_found_again_without_the_database(
        string? said,
        string? shown
    )
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var id = await BackUpAsync(host, "At first");

        var described = await host.SendAsync(new DescribeSnapshot(id, said));

        described.Description.ShouldBe(shown);
        (await host.SendAsync(new GetSnapshot(id))).ShouldBeEquivalentTo(described);
        await host.LoseDatabaseAsync();
        await host.WithAsync<AttachVaults, IReadOnlyList<AttachedVault>>(vaults =>
            vaults.AttachAsync(given: null, Never)
        );
        var attached = await host.SendAsync(new GetSnapshot(id));
        attached.Description.ShouldBe(shown);
        attached.Consistency.ShouldBeEquivalentTo(described.Consistency.ShouldNotBeNull());
    }

    [Fact]
    public async Task A_pin_stays()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var id = await BackUpAsync(host, "At first");
        using var opened = await OpenAsync(host);
        await opened.Vault.AnnotateAsync(
            RootKind.Snapshot,
            id,
            new RootAnnotation("At first", IsPinned: true),
            Never
        );

        await host.SendAsync(new DescribeSnapshot(id, "Kept"));

        (await opened.Vault.GetAnnotationAsync(RootKind.Snapshot, id, Never)).ShouldBe(
            new RootAnnotation("Kept", IsPinned: true)
        );
    }

    [Fact]
    public async Task One_that_is_too_long_is_told_at_its_field_and_changes_nothing()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var id = await BackUpAsync(host, "At first");

        await host.SendAsync(new DescribeSnapshot(id, new string('x', 500)));
        var refused = await Should.ThrowAsync<ValidationException>(() =>
            host.SendAsync(new DescribeSnapshot(id, new string('x', 501)))
        );

        var failure = refused.Errors.ShouldHaveSingleItem();
        (failure.PropertyName, failure.ErrorMessage).ShouldBe(
            ("Description", "The description may have at most 500 characters")
        );
        (await host.SnapshotAsync(id)).Description.ShouldBe(new string('x', 500));
    }

    [Fact]
    public async Task One_that_lies_in_a_storage_that_is_not_connected_keeps_what_was_said()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var id = await BackUpAsync(host, "At first");
        await host.StoreInAsync("other");

        var problem = await ProblemOfAsync(host, new DescribeSnapshot(id, "Later"));

        problem.Code.ShouldBe("storage-not-connected");
        (await host.SnapshotAsync(id)).Description.ShouldBe("At first");
    }

    [Fact]
    public async Task One_of_another_customer_is_not_there()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var id = await BackUpAsync(host, "At first");
        var stranger = Guid.Parse("99999999-0000-0000-0000-000000000009");

        var problem = await Should.ThrowAsync<ProblemException>(() =>
            host.SendAsync(new DescribeSnapshot(id, "Mine"), tenant: stranger)
        );

        problem.Problem.Code.ShouldBe("snapshot-not-found");
        (await host.SnapshotAsync(id)).Description.ShouldBe("At first");
    }

    private static async Task<Guid> BackUpAsync(CaptureHost host, string description)
    {
        var schema = await host.SchemaAsync("CNT");
        var started = await host.SendAsync(new BackUpNow(schema.Id, description));
        var run = await host.DrainAsync(started.RunId);
        (await host.SnapshotAsync(run.Id)).Description.ShouldBe(description);
        return run.Id;
    }

    private static Task<OpenedVault> OpenAsync(CaptureHost host) =>
        host.WithAsync<TenantVaults, OpenedVault>(vaults =>
            vaults.OpenAsync(host.Tenant, null, Never)
        );

    private static async Task<Problem> ProblemOfAsync(CaptureHost host, DescribeSnapshot request) =>
        (await Should.ThrowAsync<ProblemException>(() => host.SendAsync(request))).Problem;
}
