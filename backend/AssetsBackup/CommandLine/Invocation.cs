using System.CommandLine;
using AssetsBackup.Doors;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Problems;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.CommandLine;

/// <summary>
/// One command at work: the program's services without the web server, called by the local operator. Where no other
/// process works with the data, the command drains its own runs; otherwise that process does.
/// </summary>
internal sealed class Invocation : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly DataHold? hold;
    private readonly AsyncServiceScope scope;

    private Invocation(WebApplication app, DataHold? hold, Printer print)
    {
        (this.app, this.hold, Print) = (app, hold, print);
        scope = app.Services.CreateAsyncScope();
    }

    public Printer Print { get; }

    public IServiceProvider Services => scope.ServiceProvider;

    public bool IsAlone => hold is not null;

    public Caller Caller => Services.GetRequiredService<Caller>();

    /// <summary>Opens the data folder that is there.</summary>
    /// <exception cref="ProblemException">data-folder: there is none.</exception>
    public static Task<Invocation> OpenAsync(
        ParseResult parsed,
        CancellationToken cancellationToken
    ) => OpenAsync(parsed, needsData: true, cancellationToken);

    /// <summary>Opens the data folder, and makes it where there is none.</summary>
    public static Task<Invocation> OpenOrCreateAsync(
        ParseResult parsed,
        CancellationToken cancellationToken
    ) => OpenAsync(parsed, needsData: false, cancellationToken);

    private static async Task<Invocation> OpenAsync(
        ParseResult parsed,
        bool needsData,
        CancellationToken cancellationToken
    )
    {
        var program = App.Build(
            new AppOptions([]) { NeedsData = needsData, Settings = SettingsOf(parsed) }
        );
        var place = program.Services.GetRequiredService<DatabasePlace>();
        var taken = await DataHold.TryAloneAsync(
            place,
            program.Services.GetRequiredService<DataPaths>().Root,
            cancellationToken
        );
        var invocation = new Invocation(
            program,
            taken,
            new Printer(parsed.GetValue(Terminal.Json))
        );
        await invocation.DisposeIfFailedAsync(async () =>
        {
            if (!invocation.IsAlone)
                return;
            await DatabaseSetup.MigrateAsync(program.Services, cancellationToken);
            // A node whose hold was lost with its session may still be at work.
            if (!place.IsShared)
                await program
                    .Services.GetRequiredService<SiteLeases>()
                    .FreeAllAsync(cancellationToken);
        });
        return invocation;
    }

    /// <summary>As OpenAsync, called for the customer that --site names.</summary>
    /// <exception cref="ProblemException">site-not-added, site-ambiguous</exception>
    public static async Task<Invocation> OpenForSiteAsync(
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        var invocation = await OpenAsync(parsed, cancellationToken);
        await invocation.DisposeIfFailedAsync(async () =>
            invocation.ActFor(
                await Sites.FindAsync(
                    invocation.Services.GetRequiredService<AppDatabase>(),
                    parsed.GetValue(Terminal.Site),
                    cancellationToken
                )
            )
        );
        return invocation;
    }

    /// <exception cref="ProblemException">data-in-use: another process holds the instance lock.</exception>
    public void EnsureAlone()
    {
        if (!IsAlone)
            throw DataHold.Taken(
                Services.GetRequiredService<DatabasePlace>(),
                Services.GetRequiredService<DataPaths>().Root
            );
    }

    /// <exception cref="ProblemException">not-set-up: the site has no credentials yet.</exception>
    public async Task EnsureSetUpAsync(CancellationToken cancellationToken) =>
        await SendAsync(new GetConnection(), cancellationToken);

    public void ActFor(KnownSite site) =>
        Services.GetRequiredService<CallerAccessor>().Current = new Caller(
            site.TenantId,
            Caller.Operator,
            IsJiraAdmin: true,
            site.SiteUrl,
            LicenceState.NotApplicable
        );

    public ValueTask<TResponse> SendAsync<TResponse>(
        IRequest<TResponse> request,
        CancellationToken cancellationToken
    ) => Services.GetRequiredService<ISender>().Send(request, cancellationToken);

    /// <summary>Starts a run, follows it to its end and prints what came of it.</summary>
    /// <returns>The exit code of the program.</returns>
    public async Task<int> RunAsync(IRequest<RunStarted> start, CancellationToken cancellationToken)
    {
        var started = await SendAsync(start, cancellationToken);
        return RunEnd.Print(Print, await FollowAsync(started.RunId, cancellationToken));
    }

    /// <summary>Follows a run to its end, working it off here where this process is alone.</summary>
    public async Task<RunView> FollowAsync(Guid runId, CancellationToken cancellationToken)
    {
        var follower = new RunFollower(
            Services.GetRequiredService<IDbContextFactory<AppDatabase>>(),
            Print
        );
        var following = follower.FollowAsync(runId, cancellationToken);
        if (IsAlone)
        {
            var site = (await follower.ReadAsync(runId, cancellationToken)).ConnectionId;
            await Services
                .GetRequiredService<SiteRunner>()
                .WorkOffAsync(site, runId, cancellationToken);
        }
        return await following;
    }

    public async ValueTask DisposeAsync()
    {
        await scope.DisposeAsync();
        await app.DisposeAsync();
        if (hold is not null)
            await hold.DisposeAsync();
    }

    private async Task DisposeIfFailedAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    public static IReadOnlyDictionary<string, string?> SettingsOf(ParseResult parsed) =>
        parsed.GetValue(Terminal.Data) is { } data
            ? new Dictionary<string, string?>(StringComparer.Ordinal) { ["DataDirectory"] = data }
            : new Dictionary<string, string?>(StringComparer.Ordinal);
}
