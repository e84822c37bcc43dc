using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using JiraSimulator.Sites;

namespace JiraSimulator.Tests.Testing;

/// <summary>Calls the workspace of one site over TLS, as a client of Atlassian would.</summary>
internal sealed class AssetsClient : IDisposable
{
    private readonly HttpClient http;
    private readonly Site site;

    public AssetsClient(
        Simulator simulator,
        Site site,
        string email = "admin@acme.example",
        string token = "valid-token"
    )
    {
        this.site = site;
        http = new HttpClient(SimulatedHost.HandlerTo(simulator))
        {
            Timeout = TimeSpan.FromSeconds(60),
        };
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{email}:{token}"));
        http.DefaultRequestHeaders.Authorization = new("Basic", credentials);
    }

    public HttpClient Http => http;

    public string Base => $"https://api.atlassian.com/jsm/assets/workspace/{site.WorkspaceId}/v1";

    public Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        object? body = null
    ) =>
        http.SendAsync(
            new HttpRequestMessage(
                method,
                path.StartsWith("https", StringComparison.Ordinal) ? path : Base + path
            )
            {
                Content = body is null ? null : JsonContent.Create(body),
            }
        );

    /// <summary>The answer's body; anything but success fails the test with what the server said.</summary>
    public async Task<JsonNode> JsonAsync(HttpMethod method, string path, object? body = null)
    {
        using var response = await SendAsync(method, path, body);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue(
            $"{method} {path}: {(int)response.StatusCode} {text}"
        );
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }

    public Task<JsonNode> GetAsync(string path) => JsonAsync(HttpMethod.Get, path);

    public Task<JsonNode> PostAsync(string path, object body) =>
        JsonAsync(HttpMethod.Post, path, body);

    public Task<JsonNode> PutAsync(string path, object body) =>
        JsonAsync(HttpMethod.Put, path, body);

    public Task<JsonNode> AqlAsync(string query, int startAt = 0, int maxResults = 25) =>
        PostAsync(
            $"/object/aql?startAt={startAt}&maxResults={maxResults}",
            new { qlQuery = query }
        );

    public async Task<int> CountAsync(string query) =>
        (await PostAsync("/object/aql/totalcount", new { qlQuery = query }))[
            "totalCount"
        ]!.GetValue<int>();

    /// <summary>Status and body of a call that is expected to fail.</summary>
    public async Task<(HttpStatusCode Status, string Body)> RefusedAsync(
        HttpMethod method,
        string path,
        object? body = null
    )
    {
        using var response = await SendAsync(method, path, body);
        response.IsSuccessStatusCode.ShouldBeFalse();
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public void Dispose() => http.Dispose();
}
