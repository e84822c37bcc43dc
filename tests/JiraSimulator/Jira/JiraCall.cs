using System.Reflection;
using JiraSimulator.Sites;

namespace JiraSimulator.Jira;

/// <summary>The site and the caller of one platform call.</summary>
internal sealed record JiraCall(Site Site, Caller Caller)
{
    public bool IsAdmin => Caller.Account is { IsJiraAdmin: true };

    public bool IsKnown => Caller.Kind is CallerKind.Account or CallerKind.App;

    public static ValueTask<JiraCall?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult(Of(context));

    internal static JiraCall? Of(HttpContext context)
    {
        var services = context.RequestServices;
        var directory = services.GetRequiredService<SiteDirectory>();
        if (!directory.TryByHost(context.Request.Host.Host, out var site))
            return null;
        var caller = services.GetRequiredService<Callers>().Identify(context.Request, site);
        // A scoped token opens the bases of api.atlassian.com only (contract §1.1).
        return new JiraCall(site, caller.TokenIsScoped ? Caller.Refused : caller);
    }
}
