using System.Net;
using AssetsBackup.Features.Health;
using AssetsBackup.Tests.Capture;
using AssetsBackup.Tests.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace AssetsBackup.Tests.Health;

/// <summary>What monitors are told, over HTTP and without a sign-in: each thing that is missing has its own code.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task A_server_that_lacks_nothing_is_live_ready_and_owes_no_backup()
    {
        await using var host = await HealthHost.StartAsync();

        foreach (var question in (string[])["live", "ready", "overdue"])
        {
            var (status, state, codes) = await host.AskAsync(question);
            (status, state).ShouldBe((HttpStatusCode.OK, "healthy"), question);
            codes.ShouldBeEmpty(question);
        }
        Directory
            .EnumerateFiles(host.Data, ".probe-*", SearchOption.AllDirectories)
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("database", "database-not-migrated")]
    [InlineData("disk", "vault-missing")]
    [InlineData("key-store", "key-entry-lost")]
    [InlineData("key-store", "key-store-failed")]
    [InlineData("scheduler", "scheduler-not-running")]
    public async Task What_is_missing_is_told_by_its_code_and_nothing_else_is(
        string check,
        string code
    )
    {
        await using var host = await HealthHost.StartAsync();
        await BreakAsync(host, code);

        var (status, state, codes) = await host.AskAsync("ready");

        (status, state).ShouldBe((HttpStatusCode.ServiceUnavailable, "unhealthy"));
        codes.ShouldBe(new Dictionary<string, string> { [check] = code });
        (await host.AskAsync("live")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Little_free_space_is_degraded_and_takes_no_server_out_of_service()
    {
        await using var host = await HealthHost.StartAsync(
            settings: new KeyValuePair<string, string?>("Storage:FreeSpaceFloor", "900000 TB")
        );

        var (status, state, codes) = await host.AskAsync("ready");

        (status, state).ShouldBe((HttpStatusCode.OK, "degraded"));
        codes.ShouldBe(new Dictionary<string, string> { ["disk"] = "disk-space-low" });
    }

    [Fact]
    public async Task A_disk_that_may_only_be_read_is_told()
    {
        await using var host = await HealthHost.StartAsync();
        await using var disk = await SmallDisk.MountAsync(host.Region, "1m", "ro");

        var (status, _, codes) = await host.AskAsync("ready");

        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        codes.ShouldBe(new Dictionary<string, string> { ["disk"] = "storage-read-only" });
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_told_in_time()
    {
        await using var host = await HealthHost.StartWithoutDatabaseAsync(
            "Host=127.0.0.1;Port=9;Database=none;Username=none;Password=none"
        );

        var (status, _, codes) = await host.AskAsync("ready");

        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        codes["database"].ShouldBe("database-failed");
        (await host.AskAsync("live")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    [Trait("Needs", "engine")]
    public async Task A_clock_that_is_not_that_of_the_shared_database_is_told()
    {
        await using var host = await CaptureHost.StartAsync(
            "n:1",
            postgres: await PostgresOfTests.CreateAsync()
        );
        (await DatabaseCodeAsync(host)).ShouldBeNull();

        host.Clock.MoveAhead(TimeSpan.FromSeconds(5));

        (await DatabaseCodeAsync(host)).ShouldBe("clock-skew");
    }

    [Fact]
    public async Task Nothing_of_a_customer_is_told()
    {
        await using var host = await HealthHost.StartAsync();
        File.Delete(host.KeyEntry);
        Directory.Delete(host.Region);

        foreach (var question in (string[])["live", "ready", "overdue"])
        {
            var body = await host.Http.GetStringAsyncWhateverItSays($"/health/{question}");
            foreach (
                var secret in (string[])
                    ["acme", "Salaries", "SAL", host.Tenant.ToString("N"), host.Data, "Exception"]
            )
                body.ShouldNotContain(secret, Case.Insensitive);
        }
    }

    private static async Task<string?> DatabaseCodeAsync(CaptureHost host) =>
        (
            await host
                .Services.GetRequiredService<HealthReports>()
                .OfAsync(HealthSetup.Ready, CancellationToken.None)
        )
            .Checks.Single(check => check.Name == DatabaseCheck.Name)
            .Code;

    private static async Task BreakAsync(HealthHost host, string code)
    {
        switch (code)
        {
            case "database-not-migrated":
                await using (var database = host.Database())
                    await database.Database.ExecuteSqlRawAsync(
                        "DELETE FROM \"__EFMigrationsHistory\""
                    );
                break;
            case "vault-missing":
                Directory.Delete(host.Region);
                break;
            case "key-entry-lost":
                File.Delete(host.KeyEntry);
                break;
            case "key-store-failed":
                await File.WriteAllTextAsync(host.KeyEntry, "damaged");
                break;
            case "scheduler-not-running":
                var scheduler = await host
                    .Services.GetRequiredService<ISchedulerFactory>()
                    .GetScheduler();
                await scheduler.Standby();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(code), code, null);
        }
    }
}

file static class Bodies
{
    public static async Task<string> GetStringAsyncWhateverItSays(this HttpClient http, string path)
    {
        using var answer = await http.GetAsync(path);
        return await answer.Content.ReadAsStringAsync();
    }
}
