using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Tests.Capture;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AssetsBackup.Tests.Connections;

/// <summary>A site whose IP allowlist does not have us (product B2).</summary>
public sealed class AllowlistTests
{
    private const string Ours = "203.0.113.7";

    [Theory]
    [InlineData(true, Ours)]
    [InlineData(false, "Ask the operator of this app for its outgoing addresses")]
    public async Task Is_told_when_credentials_are_checked_with_the_addresses_to_allow(
        bool isConfigured,
        string expected
    )
    {
        await using var host = await CaptureHost.StartAsync();
        if (isConfigured)
            Configure(host);
        host.Wire.Answer = Wire.NotOnAllowlist;

        var refused = await Should.ThrowAsync<ProblemException>(() =>
            host.SendAsync(
                new SaveCredentials(host.Workspace("acme"), CaptureHost.Email, CaptureHost.Token)
            )
        );

        refused.Problem.Code.ShouldBe("ip-not-allowed");
        refused.Problem.Detail.ShouldContain(expected);
        (await host.ReadAsync(database => database.Connections.CountAsync())).ShouldBe(0);
    }

    [Theory]
    [InlineData(RunKind.Sync)]
    [InlineData(RunKind.Backup)]
    public async Task Ends_a_run_with_the_addresses_to_allow(RunKind kind)
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:600");
        Configure(host);
        host.Wire.Answer = Wire.NotOnAllowlist;

        var run = kind == RunKind.Sync ? await host.SyncAsync() : await host.BackUpAsync("CNT");

        (run.State, run.ErrorCode).ShouldBe((RunState.Failed, "ip-not-allowed"));
        run.ErrorMessage.ShouldNotBeNull().ShouldContain(Ours);
    }

    private static void Configure(CaptureHost host) =>
        host.Services.GetRequiredService<IOptions<OutgoingAddresses>>().Value.Addresses.Add(Ours);
}
