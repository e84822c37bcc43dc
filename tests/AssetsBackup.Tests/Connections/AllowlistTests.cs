using System.Text.Json.Nodes;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Connections.Credentials;
using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Tests.Capture;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AssetsBackup.Tests.Connections;

/// <summary>A site whose IP allowlist does not hold our address is recognised, and told what to allow.</summary>
public sealed class AllowlistTests
{
    private const string Code = "ip-not-allowed";
    private static readonly string[] Ours = ["198.51.100.7", "198.51.100.8"];

    [Fact]
    public async Task The_check_of_credentials_names_our_addresses_and_stores_nothing()
    {
        await using var host = await CaptureHost.StartAsync();
        Configure(host);
        await BlockAsync(host);

        var problem = await ProblemOf(host);

        problem.Code.ShouldBe(Code);
        problem.Title.ShouldBe("The site's IP allowlist does not let us in");
        problem.Detail.ShouldBe(
            "Add these addresses to the allowlist in Atlassian Administration: 198.51.100.7, 198.51.100.8."
        );
        (await host.ReadAsync(database => database.Connections.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Where_the_operator_named_no_address_the_admin_is_sent_to_the_operator()
    {
        await using var host = await CaptureHost.StartAsync();
        await BlockAsync(host);

        (await ProblemOf(host)).Detail.ShouldStartWith(
            "Ask the operator of this app for its outgoing addresses"
        );
    }

    [Fact]
    public void The_operator_names_our_addresses_in_the_section_Outbound()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([
                new("Outbound:Addresses:0", Ours[0]),
                new("Outbound:Addresses:1", Ours[1]),
            ])
            .Build();
        using var services = new ServiceCollection()
            .AddConnections(configuration)
            .BuildServiceProvider();

        services.GetRequiredService<IOptions<OutgoingAddresses>>().Value.Addresses.ShouldBe(Ours);
    }

    [Theory]
    [InlineData(RunKind.Sync)]
    [InlineData(RunKind.Backup)]
    public async Task A_run_fails_with_our_addresses(RunKind kind)
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:600");
        Configure(host);
        await BlockAsync(host);

        var run = kind == RunKind.Sync ? await host.SyncAsync() : await host.BackUpAsync("CNT");

        (run.State, run.ErrorCode).ShouldBe((RunState.Failed, Code));
        run.ErrorMessage.ShouldNotBeNull().ShouldContain(Ours[0]);
    }

    private static void Configure(CaptureHost host)
    {
        var outgoing = host.Services.GetRequiredService<IOptions<OutgoingAddresses>>().Value;
        foreach (var address in Ours)
            outgoing.Addresses.Add(address);
    }

    private static Task BlockAsync(CaptureHost host) =>
        host.SwitchAsync(new JsonObject { ["addressBlocked"] = true });

    private static async Task<Problem> ProblemOf(CaptureHost host) =>
        (
            await Should.ThrowAsync<ProblemException>(() =>
                host.SendAsync(
                    new SaveCredentials(
                        host.Workspace("acme"),
                        CaptureHost.Email,
                        CaptureHost.Token
                    )
                )
            )
        ).Problem;
}
