using JiraSimulator.Sites;
using JiraSimulator.Worlds;

namespace JiraSimulator.Tests.Testing;

/// <summary>One simulator for a class: acme holds the ITSM sample, globex nothing.</summary>
public sealed class ItsmFixture : IAsyncLifetime
{
    private AssetsClient acme = null!;
    private AssetsClient globex = null!;

    internal Simulator Simulator { get; private set; } = null!;
    internal AssetsClient Acme => acme;
    internal AssetsClient Globex => globex;
    internal string Answers { get; } = Directory.CreateTempSubdirectory("answers-").FullName;
    internal Site AcmeSite => Simulator.Sites[0];
    internal Site GlobexSite => Simulator.Sites[1];
    internal World AcmeWorld => Simulator.WorldOf(AcmeSite);
    internal World GlobexWorld => Simulator.WorldOf(GlobexSite);

    public async ValueTask InitializeAsync()
    {
        Simulator = await Simulator.StartAsync(
            new SimulatorOptions { RecordAnswersTo = Answers },
            CancellationToken.None
        );
        acme = new AssetsClient(Simulator, AcmeSite);
        globex = new AssetsClient(Simulator, GlobexSite);
    }

    public async ValueTask DisposeAsync()
    {
        acme.Dispose();
        globex.Dispose();
        await Simulator.DisposeAsync();
        Directory.Delete(Answers, recursive: true);
    }
}
