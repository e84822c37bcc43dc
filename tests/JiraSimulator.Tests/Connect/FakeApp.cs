using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace JiraSimulator.Tests.Connect;

/// <summary>A small app that takes lifecycle calls, remembers them and answers as it is told.</summary>
internal sealed class FakeApp : IAsyncDisposable
{
    private readonly WebApplication app;

    private FakeApp(WebApplication app) => this.app = app;

    public Uri Url =>
        new(app.Urls.First().Replace("127.0.0.1", "localhost", StringComparison.Ordinal));

    public ConcurrentQueue<LifecycleCall> Calls { get; } = new();

    /// <summary>What every lifecycle call is answered with.</summary>
    public Func<LifecycleCall, Task<int>> Answer { get; set; } = _ => Task.FromResult(204);

    /// <summary>Changes the descriptor before it is served.</summary>
    public Action<JsonObject> Describe { get; set; } = _ => { };

    public string SecretOf(int call) =>
        Calls.Where(c => c.Name == "installed").ElementAt(call).Body[
            "sharedSecret"
        ]!.GetValue<string>();

    public static async Task<FakeApp> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var fake = new FakeApp(builder.Build());
        fake.app.MapGet("/atlassian-connect.json", () => Results.Json(fake.Descriptor()));
        fake.app.MapPost("/connect/{name}", fake.TakeAsync);
        await fake.app.StartAsync();
        return fake;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> TakeAsync(string name, HttpRequest request)
    {
        var body = (await JsonNode.ParseAsync(request.Body))!.AsObject();
        var call = new LifecycleCall(name, request.Headers.Authorization.ToString(), body);
        Calls.Enqueue(call);
        var status = await Answer(call);
        return status == 302 ? Results.Redirect("/elsewhere") : Results.StatusCode(status);
    }

    private JsonObject Descriptor()
    {
        var descriptor = JsonNode
            .Parse(
                """
                {
                  "key": "assets-backup",
                  "name": "Assets Backup & Migration",
                  "authentication": { "type": "jwt" },
                  "apiMigrations": { "gdpr": true, "signed-install": true, "context-qsh": true },
                  "enableLicensing": true,
                  "scopes": ["READ"],
                  "lifecycle": {
                    "installed": "/connect/installed",
                    "uninstalled": "/connect/uninstalled",
                    "enabled": "/connect/enabled",
                    "disabled": "/connect/disabled"
                  },
                  "modules": {
                    "webSections": [
                      { "key": "section", "location": "admin_plugins_menu", "name": { "value": "Backup" } }
                    ],
                    "adminPages": [
                      {
                        "key": "page",
                        "location": "admin_plugins_menu/section",
                        "name": { "value": "Backup" },
                        "url": "/connect/page?from=menu",
                        "conditions": [{ "condition": "user_is_admin" }]
                      }
                    ]
                  }
                }
                """
            )!
            .AsObject();
        descriptor["baseUrl"] = Url.ToString().TrimEnd('/');
        Describe(descriptor);
        return descriptor;
    }
}

/// <summary>One lifecycle call as the app received it.</summary>
internal sealed record LifecycleCall(string Name, string Authorization, JsonObject Body)
{
    public string Token => Authorization["JWT ".Length..];
}
