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
        return services
            .GetRequiredService<SiteDirectory>()
            .TryByHost(context.Request.Host.Host, out var site)
            ? new JiraCall(
                site,
                services.GetRequiredService<Callers>().Identify(context.Request, site)
            )
            : null;
    }
}
