using AssetsBackup.Features.Audit;
using AssetsBackup.Features.Connections.Credentials;
using AssetsBackup.Features.Targets;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Tests.Capture;
using AssetsBackup.Tests.DataCenter;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Audit;

/// <summary>Product I1: what is done to the set-up is told with who, what, old and new values.</summary>
public sealed class AuditedActionsTests
{
    [Fact]
    public async Task Credentials_and_storage_are_told_with_what_they_were_before()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var added = await host.OnlyLineAsync(AuditAction.ConnectionAdded);
        (added.Who, added.SubjectKind, added.Subject).ShouldBe(
            ("operator", AuditSubjectKind.Connection, "acme.atlassian.net")
        );
        added.Values.ShouldBe([
            new AuditValue("Name", null, "acme.atlassian.net"),
            new AuditValue("Site", null, "https://acme.atlassian.net"),
            new AuditValue("Workspace ID", null, host.Workspace("acme")),
            new AuditValue("Account", null, CaptureHost.Email),
            new AuditValue("Sign-in", null, "API token"),
            new AuditValue("Token or password", null, "set"),
        ]);
        var storage = await host.OnlyLineAsync(AuditAction.StorageChanged);
        (storage.Subject, storage.SubjectId).ShouldBe(("local", null));
        storage.Values.ShouldBe([new AuditValue("Storage", null, "local")]);

        await host.ChangeAsync(database =>
            database.Connections.Single().Email = "before@acme.example"
        );
        await host.SendAsync(
            new SaveCredentials(host.Workspace("acme"), CaptureHost.Email, CaptureHost.Token)
        );

        (await host.OnlyLineAsync(AuditAction.ConnectionChanged)).Values.ShouldBe([
            new AuditValue("Account", "before@acme.example", CaptureHost.Email),
            new AuditValue("Token or password", null, "replaced"),
        ]);
    }

    [Fact]
    public async Task Targets_are_told_when_they_come_change_and_go()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        var target = await host.AddGlobexAsync();
        await host.SendAsync(new RenewTarget(target, CaptureHost.Email, CaptureHost.Token));
        await host.SendAsync(new DeleteTarget(target));

        var added = await host.OnlyLineAsync(AuditAction.TargetAdded);
        (added.SubjectKind, added.SubjectId, added.Subject).ShouldBe(
            (AuditSubjectKind.Target, target, "Globex")
        );
        added.Values.ShouldContain(new AuditValue("Site", null, "https://globex.atlassian.net"));
        (await host.OnlyLineAsync(AuditAction.TargetChanged)).Values.ShouldBe([
            new AuditValue("Token or password", null, "replaced"),
        ]);
        var deleted = await host.OnlyLineAsync(AuditAction.TargetDeleted);
        deleted.Subject.ShouldBe("Globex");
        deleted.Values.ShouldContain(new AuditValue("Site", "https://globex.atlassian.net", null));
        // Its sync had not begun.
        (await host.LinesAsync(AuditAction.SyncEnded))
            .Single(line => line.Subject == "Globex")
            .Values.ShouldContain(new AuditValue("State", null, "Stopped"));
    }

    [Fact]
    public async Task A_data_center_is_told_with_its_user_name_and_no_workspace()
    {
        await using var server = await DataCenterHost.StartAsync();
        await server.AddAsync(DataCenterHost.ByPassword);

        var added = await server.Host.OnlyLineAsync(AuditAction.TargetAdded);

        added.Values.ShouldBe([
            new AuditValue("Name", null, "Initech"),
            new AuditValue("Site", null, DataCenterHost.Address),
            new AuditValue("Account", null, "admin"),
            new AuditValue("Sign-in", null, "password"),
            new AuditValue("Token or password", null, "set"),
        ]);
    }

    [Fact]
    public async Task A_move_of_the_vault_is_told_with_both_places_once_it_is_made()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        await host.BackUpAsync(
            await host.ReadAsync(database => database.Schemas.Select(row => row.Key).SingleAsync())
        );
        await MoveAsync(host, isLast: false);
        (await host.LinesAsync(AuditAction.VaultMoved)).ShouldBeEmpty();

        await MoveAsync(host, isLast: true);

        var moved = await host.OnlyLineAsync(AuditAction.VaultMoved);
        (moved.Who, moved.Subject).ShouldBe(("operator", "other"));
        moved.Values.ShouldBe([new AuditValue("Storage", "local", "other")]);
    }

    [Fact]
    public async Task An_attached_vault_is_the_first_that_a_new_log_tells()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        await host.BackUpAsync(
            await host.ReadAsync(database => database.Schemas.Select(row => row.Key).SingleAsync())
        );
        await host.LoseDatabaseAsync();

        await host.WithAsync<AttachVaults, IReadOnlyList<AttachedVault>>(vaults =>
            vaults.AttachAsync(given: null, CancellationToken.None)
        );

        var attached = await host.OnlyLineAsync(AuditAction.VaultAttached);
        (attached.Number, attached.Who, attached.Subject).ShouldBe((1, "operator", "local"));
        attached.Values.ShouldBe([new AuditValue("Listed", null, "1 backup")]);
    }

    private static Task<MovedVault> MoveAsync(CaptureHost host, bool isLast) =>
        host.WithAsync<MoveVault, MovedVault>(vaults =>
            vaults.MoveAsync(
                host.Tenant,
                "other",
                isLast,
                leavesDamaged: false,
                CancellationToken.None
            )
        );
}
