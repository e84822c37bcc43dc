using System.Diagnostics.CodeAnalysis;
using MongoGateway;
using MongoGateway.Profiles;

namespace AssetsBackup.Tests.Connections;

/// <summary>The live test on the real engine, through the guard's way out, under the rules of each service.</summary>
[Trait("Needs", "engine")]
public sealed class StorageOnTheEngineTests : IAsyncLifetime
{
    private readonly StorageCheckHost host = new();

    [NotNull]
    private Engine? Engine { get; set; }

    public async ValueTask InitializeAsync()
    {
        try
        {
            Engine = await SharedEngine.GetAsync();
        }
        catch (EngineMissingException e)
        {
            Assert.SkipUnless(SharedEngine.IsRequired, e.Message);
            throw;
        }
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    public static TheoryData<string, string> Services =>
        new()
        {
            { "engine", "7.0.0" },
            { "amazon", "5.0.0" },
            { "request units", "4.2.0" },
            { "vcore", "7.0.0" },
        };

    [Theory]
    [MemberData(nameof(Services))]
    public async Task A_database_that_is_fit_is_told_with_its_version(
        string service,
        string version
    )
    {
        await using var gateway = Gateway.Start(Engine, host.Gateway(ProfileOf(service)));

        var database = $"fit-{gateway.Port}";

        var report = await host.ProveAsync(StorageCheckHost.Text(gateway.Port, database: database));

        report.Servers.ShouldBe($"mongodb://db.example:{gateway.Port}/{database}");
        (report.Version, report.UsesTls).ShouldBe((version, true));
        (await Engine.CountAsync(database, "blobs")).ShouldBe(0);
    }

    [Theory]
    [InlineData("insert", "write")]
    [InlineData("find", "read")]
    [InlineData("delete", "delete")]
    public async Task A_right_that_is_missing_is_named(string command, string step)
    {
        await using var gateway = Gateway.Start(Engine, host.Gateway(new Profile()));
        var fault = Fault.Error(command, 13);
        gateway.Faults.Add(fault);

        var problem = await host.ProblemAsync(StorageCheckHost.Text(gateway.Port));

        fault.HasFired.ShouldBeTrue();
        (problem.Code, problem.Title).ShouldBe(
            ("database-rights", $"The database user may not {step}")
        );
    }

    [Fact]
    public async Task A_failure_that_nobody_foresaw_says_at_which_step()
    {
        await using var gateway = Gateway.Start(Engine, host.Gateway(new Profile()));
        gateway.Faults.Add(Fault.Error("insert", 9999));

        var problem = await host.ProblemAsync(StorageCheckHost.Text(gateway.Port));

        problem.Code.ShouldBe("database-step-failed");
        problem.Detail.ShouldContain("error 9999");
    }

    private static Profile ProfileOf(string service) =>
        service switch
        {
            "amazon" => new AmazonProfile("db.example"),
            "request units" => new RequestUnitsProfile(),
            "vcore" => new VCoreProfile(),
            _ => new Profile(),
        };
}
