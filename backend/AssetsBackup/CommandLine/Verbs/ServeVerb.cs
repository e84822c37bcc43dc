using System.CommandLine;
using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Vault;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>serve</c>: the web app and the scheduler, until it is told to end.</summary>
internal static class ServeVerb
{
    public static Command Create()
    {
        var urls = new Option<string?>("--urls")
        {
            Description =
                "Addresses to listen at (default: ASPNETCORE_URLS, else http://localhost:5000)",
        };
        var verb = new Command("serve", "Serve the app to Jira and run what is queued") { urls };
        verb.SetAction(
            (parsed, cancellationToken) =>
                RunAsync(parsed, parsed.GetValue(urls), cancellationToken)
        );
        return verb;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed,
        string? urls,
        CancellationToken cancellationToken
    )
    {
        var settings = new Dictionary<string, string?>(
            Invocation.SettingsOf(parsed),
            StringComparer.Ordinal
        );
        if (urls is not null)
            settings["urls"] = urls;
        await using var app = App.Build(
            new AppOptions([]) { IsServer = true, Settings = settings }
        );
        var root = app.Services.GetRequiredService<DataPaths>().Root;
        var place = app.Services.GetRequiredService<DatabasePlace>();
        await using var hold =
            await DataHold.TryServeAsync(place, root, cancellationToken)
            ?? throw DataHold.Taken(place, root);
        // Asked for before listening: without the right operator key nothing starts.
        app.Services.GetRequiredService<OperatorKey>();
        await DatabaseSetup.MigrateAsync(app.Services, cancellationToken);
        if (!place.IsShared)
            await app.Services.GetRequiredService<SiteLeases>().FreeAllAsync(cancellationToken);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = app.RunAsync(ending.Token);
        var lost = hold.LostAsync(place, ending.Token);
        await Task.WhenAny(running, lost);
        await ending.CancelAsync();
        await running;
        try
        {
            await lost;
            throw DataHold.Taken(place, root);
        }
        catch (OperationCanceledException)
        {
            // It was told to end, and had its hold until then.
        }
        return (int)ExitCode.Done;
    }
}
