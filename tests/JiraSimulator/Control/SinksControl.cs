using JiraSimulator.Sinks;

namespace JiraSimulator.Control;

/// <summary>What was notified, and how the sinks answer.</summary>
internal static class SinksControl
{
    public static IResult Hooks(HookSink hooks) => ControlEndpoints.Json(hooks.Calls);

    public static async Task<IResult> SetHooksAsync(HookSink hooks, HttpRequest request)
    {
        var (settings, problem) = await ControlEndpoints.ReadAsync<HookSettings>(request);
        if (settings is null)
            return problem!;
        hooks.Settings = settings;
        return ControlEndpoints.Json(settings);
    }

    public static IResult ClearHooks(HookSink hooks)
    {
        hooks.Clear();
        return ControlEndpoints.Json(hooks.Calls);
    }

    public static IResult Mails(MailSink mail) => ControlEndpoints.Json(mail.Mails);

    public static async Task<IResult> SetMailAsync(MailSink mail, HttpRequest request)
    {
        var (settings, problem) = await ControlEndpoints.ReadAsync<MailSettings>(request);
        if (settings is null)
            return problem!;
        mail.Settings = settings;
        return ControlEndpoints.Json(settings);
    }

    public static IResult ClearMail(MailSink mail)
    {
        mail.Clear();
        return ControlEndpoints.Json(mail.Mails);
    }
}
