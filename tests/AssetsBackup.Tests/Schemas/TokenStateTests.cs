using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Connections.Credentials;
using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Features.Plans;
using AssetsBackup.Features.Runs;
using AssetsBackup.Tests.Capture;

namespace AssetsBackup.Tests.Schemas;

/// <summary>What is known of a connection's token and licence, and from when it is.</summary>
public sealed class TokenStateTests
{
    private const string World = "n:50";
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Credentials_that_were_proved_work_and_a_sync_says_it_anew()
    {
        await using var host = await CaptureHost.StartAsync(World);
        await host.SendAsync(Credentials(host));
        await host.SendAsync(new SaveStorage("local"));
        var proved = await CardAsync(host);
        (proved.Token, proved.TokenReason).ShouldBe((TokenState.Works, null));
        proved.TokenCheckedAt.ShouldBe(proved.TokenSetAt);
        host.Clock.MoveAhead(Hour);

        await host.SyncAsync();

        var synced = await CardAsync(host);
        synced.Token.ShouldBe(TokenState.Works);
        synced
            .TokenCheckedAt.ShouldNotBeNull()
            .ShouldBeGreaterThanOrEqualTo(proved.TokenSetAt + Hour);
        synced.TokenSetAt.ShouldBe(proved.TokenSetAt);
    }

    [Theory]
    [InlineData(RunKind.Sync)]
    [InlineData(RunKind.Backup)]
    [InlineData(RunKind.Plan)]
    [InlineData(RunKind.Restore)]
    public async Task A_run_that_jira_sends_away_leaves_the_token_refused_until_another_is_entered(
        RunKind kind
    )
    {
        await using var host = await CaptureHost.StartSetUpAsync(World);
        var snapshot = (await host.BackUpAsync("CNT")).Id;
        var ready = await host.SendAsync(new MakePlan(snapshot, null, "Ready", "RDY"));
        await host.DrainAsync(ready.RunId);
        var before = await CardAsync(host);
        host.Clock.MoveAhead(Hour);
        host.Wire.TokenIsDead = true;

        var run = kind switch
        {
            RunKind.Sync => await host.SyncAsync(),
            RunKind.Backup => await host.BackUpAsync("CNT"),
            RunKind.Plan => await host.DrainAsync(
                (await host.SendAsync(new MakePlan(snapshot, null, "Copy", "CPY"))).RunId
            ),
            _ => await host.DrainAsync((await host.SendAsync(new ApplyPlan(ready.PlanId))).RunId),
        };

        run.ErrorCode.ShouldBe("token-rejected");
        var refused = await CardAsync(host);
        (refused.Token, refused.TokenReason).ShouldBe(
            (
                TokenState.Refused,
                "Jira no longer accepts it: it has expired, was changed or revoked."
            )
        );
        refused
            .TokenCheckedAt.ShouldNotBeNull()
            .ShouldBeGreaterThanOrEqualTo(before.TokenCheckedAt!.Value + Hour);
        host.Wire.TokenIsDead = false;
        await host.SendAsync(Credentials(host));
        var renewed = await CardAsync(host);
        (renewed.Token, renewed.TokenReason).ShouldBe((TokenState.Works, null));
    }

    [Fact]
    public async Task A_refusal_of_the_account_says_nothing_of_the_token()
    {
        await using var host = await CaptureHost.StartSetUpAsync(World);
        var before = await CardAsync(host);
        host.Wire.Answer = Wire.Denied;

        (await host.SyncAsync()).State.ShouldBe(RunState.Failed);

        (await CardAsync(host)).ShouldBe(before);
    }

    [Fact]
    public async Task A_sync_has_the_licence_asked_for_anew()
    {
        await using var host = await CaptureHost.StartSetUpAsync(World);
        host.Licences.Tenants.Clear();

        await host.SyncAsync();

        host.Licences.Tenants.ShouldBe([host.Tenant]);
    }

    private static SaveCredentials Credentials(CaptureHost host) =>
        new(host.Workspace("acme"), CaptureHost.Email, CaptureHost.Token);

    private static Task<ConnectionCard> CardAsync(CaptureHost host) =>
        host.SendAsync(new GetConnection());
}
