using JiraSimulator.Sites;

namespace JiraSimulator.Connect;

/// <summary>Installs, switches and uninstalls an app as Jira does, in Jira's order (contract/connect.md §2).</summary>
internal sealed class Lifecycle(
    Installations installations,
    LifecycleTokens tokens,
    AppClient client
)
{
    /// <summary>Installs anew or over what is there; each time the app gets a new secret.</summary>
    public async Task<IReadOnlyList<AppAnswer>> InstallAsync(
        Site site,
        AppDescriptor app,
        CancellationToken cancellationToken
    )
    {
        var before = installations.Find(site);
        var installation = new Installation(
            app,
            Installations.ClientKeyOf(site),
            Installations.FreshSecret()
        );
        // Already in force while `installed` runs: the app may call back before it answers.
        installations.Set(site, installation);
        var answer = await TryInstallAsync(site, installation, before, cancellationToken);
        if (!answer.IsTaken)
        {
            installations.Set(site, before);
            return [answer];
        }
        return app.Lifecycle.ContainsKey(LifecycleEvent.Enabled)
            ?
            [
                answer,
                await SendAsync(site, installation, LifecycleEvent.Enabled, cancellationToken),
            ]
            : [answer];
    }

    /// <summary>The app loses its access first and hears of it afterwards.</summary>
    public async Task<IReadOnlyList<AppAnswer>> UninstallAsync(
        Site site,
        Installation installation,
        CancellationToken cancellationToken
    )
    {
        installations.Set(site, null);
        return [await SendAsync(site, installation, LifecycleEvent.Uninstalled, cancellationToken)];
    }

    public async Task<IReadOnlyList<AppAnswer>> SwitchAsync(
        Site site,
        Installation installation,
        bool enable,
        CancellationToken cancellationToken
    )
    {
        installations.Set(site, installation with { IsEnabled = enable });
        var name = enable ? LifecycleEvent.Enabled : LifecycleEvent.Disabled;
        return [await SendAsync(site, installation, name, cancellationToken)];
    }

    private async Task<AppAnswer> TryInstallAsync(
        Site site,
        Installation installation,
        Installation? before,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await SendAsync(site, installation, LifecycleEvent.Installed, cancellationToken);
        }
        catch
        {
            installations.Set(site, before);
            throw;
        }
    }

    private Task<AppAnswer> SendAsync(
        Site site,
        Installation installation,
        string name,
        CancellationToken cancellationToken
    )
    {
        var path = installation.App.Lifecycle[name];
        var token = name is LifecycleEvent.Installed or LifecycleEvent.Uninstalled
            ? tokens.ByAtlassian(site, installation, path)
            : tokens.BySecret(installation, path);
        var body = LifecycleEvent.Body(site, installation, name);
        return client.PostAsync(installation.App, name, path, token, body, cancellationToken);
    }
}
