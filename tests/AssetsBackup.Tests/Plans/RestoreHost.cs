using System.Net;
using AssetsBackup.Atlassian;
using AssetsBackup.Doors;
using AssetsBackup.Features.Alarms;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Notifications;
using AssetsBackup.Features.Plans;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots.Capture;
using AssetsBackup.Hosting;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Keys;
using AssetsBackup.Hosting.Outbound;
using AssetsBackup.Vault;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SimulatedHosts;

namespace AssetsBackup.Tests.Plans;

/// <summary>The product's services that back up, plan and restore, with a hook before each call to a site.</summary>
internal static class RestoreHost
{
    public static IHost Build(
        TemporaryFolder folder,
        string hostsFile,
        CallHook hook,
        TimeProvider clock
    )
    {
        var builder = Host.CreateApplicationBuilder(
            new HostApplicationBuilderSettings { EnvironmentName = Environments.Production }
        );
        builder.Configuration.AddInMemoryCollection([
            new("DataDirectory", folder.File("data")),
            new("Atlassian:Limits:Enabled", "false"),
            new("Capture:CallsPerObject", "false"),
            new("Atlassian:Retry:BaseDelay", "00:00:00.010"),
            new(OperatorKeyLoader.Variable, OperatorKey.Create().Export()),
        ]);
        builder.Services.AddSingleton(clock).AddSingleton<IdSource>();
        builder.Logging.ClearProviders();
        builder.AddOperatorKey();
        builder.AddOutboundGuard();
        builder.Services.AddSingleton(
            new OutboundGuard([], new HostsFile(hostsFile), Dns.GetHostAddressesAsync)
        );
        builder.Services.AddCaller();
        builder.AddAtlassian();
        builder.Services.AddAppDatabase().AddRuns().AddCapture().AddPlans();
        builder.Services.AddNotifications().AddAlarms().AddApi();
        builder.Services.AddConnections(builder.Configuration);
        builder
            .Services.AddHttpClient(AtlassianClients.HandlerName)
            .AddHttpMessageHandler(() => new Hooked(hook));
        return builder.Build();
    }

    private sealed class Hooked(CallHook hook) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            hook.BeforeCall();
            return hook.Answer(request) is { } status
                ? Task.FromResult(new HttpResponseMessage(status) { RequestMessage = request })
                : base.SendAsync(request, cancellationToken);
        }
    }
}

internal sealed class CallHook
{
    public Action BeforeCall { get; set; } = () => { };

    /// <summary>The status of an answer in the site's place; null where the site is to answer.</summary>
    public Func<HttpRequestMessage, HttpStatusCode?> Answer { get; set; } = _ => null;
}
