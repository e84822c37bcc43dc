using JiraSimulator.Sites;

namespace JiraSimulator.Connect;

/// <summary>/_sim/sites/{site}: installs and lifecycle calls, honest and forged. Answers say what the app answered.</summary>
internal static class ControlInstall
{
    public static async Task<IResult> InstallAsync(
        ControlledSite controlled,
        Lifecycle lifecycle,
        AppClient client,
        SimulatorOptions options,
        CancellationToken cancellationToken
    )
    {
        if (options.AppUrl is not { } appUrl)
            return Problem(409, "The simulator was started without --app-url.");
        return await AskingTheApp(async () =>
        {
            var app = await client.ReadDescriptorAsync(appUrl, cancellationToken);
            var violations = AppDescriptorRules.Violations(app, options.AllowedAppKeys);
            return violations.Count > 0
                ? Results.Json(new { installed = false, violations }, statusCode: 400)
                : Answers(await lifecycle.InstallAsync(controlled.Site, app, cancellationToken));
        });
    }

    public static Task<IResult> UninstallAsync(
        ControlledSite controlled,
        Lifecycle lifecycle,
        Installations installations,
        CancellationToken cancellationToken
    ) =>
        WithInstallation(
            controlled.Site,
            installations,
            installed => lifecycle.UninstallAsync(controlled.Site, installed, cancellationToken)
        );

    public static Task<IResult> EnableAsync(
        ControlledSite controlled,
        Lifecycle lifecycle,
        Installations installations,
        CancellationToken cancellationToken
    ) =>
        WithInstallation(
            controlled.Site,
            installations,
            installed =>
                lifecycle.SwitchAsync(controlled.Site, installed, enable: true, cancellationToken)
        );

    public static Task<IResult> DisableAsync(
        ControlledSite controlled,
        Lifecycle lifecycle,
        Installations installations,
        CancellationToken cancellationToken
    ) =>
        WithInstallation(
            controlled.Site,
            installations,
            installed =>
                lifecycle.SwitchAsync(controlled.Site, installed, enable: false, cancellationToken)
        );

    /// <summary>Sends a call that Atlassian never made; the installation on the site stays as it is.</summary>
    public static async Task<IResult> ForgeAsync(
        string kind,
        string? @event,
        ControlledSite controlled,
        Forgery forgery,
        Installations installations,
        CancellationToken cancellationToken
    )
    {
        var name = @event ?? LifecycleEvent.Installed;
        if (!forgery.KindNames.Contains(kind))
        {
            return Problem(
                400,
                $"Unknown kind {kind}; known: {string.Join(' ', forgery.KindNames)}"
            );
        }
        if (
            installations.Find(controlled.Site) is not { } real
            || !real.App.Lifecycle.ContainsKey(name)
        )
        {
            return Problem(409, $"No installed app takes {name} on this site.");
        }
        return await AskingTheApp(async () =>
        {
            var answer = await forgery.SendAsync(
                kind,
                controlled.Site,
                real,
                name,
                cancellationToken
            );
            return Results.Json(
                new
                {
                    kind,
                    @event = name,
                    status = answer.Status,
                    body = answer.Body,
                }
            );
        });
    }

    public static IResult Show(ControlledSite controlled, Installations installations) =>
        installations.Find(controlled.Site) is { } installed
            ? Results.Json(
                new
                {
                    installed.App.Key,
                    installed.ClientKey,
                    installed.SharedSecret,
                    installed.IsEnabled,
                }
            )
            : Problem(404, "No app is installed on this site.");

    private static async Task<IResult> WithInstallation(
        Site site,
        Installations installations,
        Func<Installation, Task<IReadOnlyList<AppAnswer>>> call
    ) =>
        installations.Find(site) is { } installed
            ? await AskingTheApp(async () => Answers(await call(installed)))
            : Problem(409, "No app is installed on this site.");

    private static IResult Answers(IReadOnlyList<AppAnswer> answers)
    {
        var completed = answers.All(answer => answer.IsTaken);
        return Results.Json(new { completed, calls = answers }, statusCode: completed ? 200 : 502);
    }

    private static async Task<IResult> AskingTheApp(Func<Task<IResult>> ask)
    {
        try
        {
            return await ask();
        }
        catch (HttpRequestException unreachable)
        {
            return Problem(502, $"The app did not answer: {unreachable.Message}");
        }
    }

    private static IResult Problem(int status, string message) =>
        Results.Json(new { message }, statusCode: status);
}
