using System.Net.Http.Json;
using System.Text.Json.Nodes;
using JiraSimulator.Sites;
using JiraSimulator.Worlds;

namespace JiraSimulator.Tests.Testing;

/// <summary>One simulator for a class: the Data Center site jira holds the ITSM sample.</summary>
public sealed class ServerFixture : IAsyncLifetime
{
    private HttpClient control = null!;
    private ServerClient admin = null!;

    internal Simulator Simulator { get; private set; } = null!;
    internal string Answers { get; } = Directory.CreateTempSubdirectory("answers-").FullName;
    internal Site Site => Simulator.DataCenters[0];
    internal World World => Simulator.WorldOf(Site);
    internal ServerClient Admin => admin;

    internal ServerClient As(string user) =>
        new(Simulator, Site, ServerClient.Password(user, $"{user}-password"));

    internal async Task<JsonNode> ControlAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, $"/_sim/sites/jira/{path}")
        {
            Content = body is null ? null : JsonContent.Create(body),
        };
        using var response = await control.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    public async ValueTask InitializeAsync()
    {
        Simulator = await Simulator.StartAsync(
            new SimulatorOptions { DataCenters = [new("jira", "itsm")], RecordAnswersTo = Answers },
            CancellationToken.None
        );
        control = new HttpClient { BaseAddress = Simulator.HttpUrl };
        admin = As("admin");
    }

    public async ValueTask DisposeAsync()
    {
        control.Dispose();
        admin.Dispose();
        await Simulator.DisposeAsync();
        Directory.Delete(Answers, recursive: true);
    }
}
