using AssetsBackup.Doors;
using AssetsBackup.Doors.Connect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AssetsBackup.Tests.Architecture;

/// <summary>Every address of the whole program is for Jira administrators, but for those named here with their reason.</summary>
public sealed class EndpointPolicyTests
{
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal)
    {
        // Jira reads it before anybody has signed in; it holds nothing of a tenant.
        ["/atlassian-connect.json"] = "anybody",
        // Monitors and load balancers sign in nowhere; they learn counts alone.
        ["/health/live"] = "anybody",
        ["/health/ready"] = "anybody",
        ["/health/overdue"] = "anybody",
        // The empty shell that Jira frames; each call behind it proves an administrator.
        ["/connect/page"] = ConnectSchemes.Frame,
        // Jira's own calls: no person is behind them.
        ["/connect/installed"] = ConnectSchemes.Lifecycle,
        ["/connect/uninstalled"] = ConnectSchemes.Lifecycle,
        ["/connect/enabled"] = ConnectSchemes.Webhook,
        ["/connect/disabled"] = ConnectSchemes.Webhook,
    };

    [Fact]
    public async Task Every_address_proves_an_administrator_or_is_on_the_short_list()
    {
        using var folder = new TemporaryFolder();
        await using var app = App.Build(
            new AppOptions(["--applicationName", typeof(App).Assembly.GetName().Name!])
            {
                Settings = new Dictionary<string, string?> { ["DataDirectory"] = folder.Path },
            }
        );
        var endpoints = ((IEndpointRouteBuilder)app)
            .DataSources.SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .ToList();
        endpoints
            .Count(endpoint => PathOf(endpoint).StartsWith("/api/", StringComparison.Ordinal))
            .ShouldBeGreaterThan(20);

        var others = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var endpoint in endpoints)
            if (await WhoMayAsync(app.Services, endpoint) is var who and not "administrators")
                others[PathOf(endpoint)] = who;

        others.ShouldBe(
            Exceptions,
            ignoreOrder: true,
            "an address that lets in others than Jira administrators needs a line above, with its reason"
        );
    }

    /// <summary>What the authorization middleware would ask of a caller.</summary>
    private static async Task<string> WhoMayAsync(IServiceProvider services, RouteEndpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            return "anybody";
        var policies = services.GetRequiredService<IAuthorizationPolicyProvider>();
        var policy =
            await AuthorizationPolicy.CombineAsync(
                policies,
                endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>(),
                endpoint.Metadata.GetOrderedMetadata<AuthorizationPolicy>()
            ) ?? await policies.GetFallbackPolicyAsync();
        if (policy is null)
            return "anybody";
        return policy.Requirements.OfType<JiraAdminPolicy.Requirement>().Any()
            ? "administrators"
            : string.Join(", ", policy.AuthenticationSchemes);
    }

    private static string PathOf(RouteEndpoint endpoint) =>
        "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
}
