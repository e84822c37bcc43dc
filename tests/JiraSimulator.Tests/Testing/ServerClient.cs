using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using JiraSimulator.Sites;

namespace JiraSimulator.Tests.Testing;

/// <summary>Calls one Data Center site over TLS; paths are of Assets, unless they begin with /rest.</summary>
internal sealed class ServerClient(
    Simulator simulator,
    Site site,
    AuthenticationHeaderValue? credentials
) : IDisposable
{
    private readonly HttpClient http = new(SimulatedHost.HandlerTo(simulator))
    {
        BaseAddress = new Uri(site.BaseUrl),
        DefaultRequestHeaders = { Authorization = credentials },
    };

    public static AuthenticationHeaderValue Password(string user, string password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

    public static AuthenticationHeaderValue Token(string token) => new("Bearer", token);

    public Task<HttpResponseMessage> SendAsync(string path, HttpMethod? method = null)
    {
        var request = new HttpRequestMessage(
            method ?? HttpMethod.Get,
            path.StartsWith("http", StringComparison.Ordinal) || IsRooted(path)
                ? path
                : "/rest/assets/1.0" + path
        );
        request.Headers.Accept.ParseAdd("*/*, image/png");
        return http.SendAsync(request);
    }

    public async Task<JsonNode> GetAsync(string path)
    {
        using var response = await SendAsync(path);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue($"{path}: {(int)response.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    public async Task<(HttpStatusCode Status, string Body)> RefusedAsync(
        string path,
        HttpMethod? method = null
    )
    {
        using var response = await SendAsync(path, method);
        response.IsSuccessStatusCode.ShouldBeFalse(path);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public Task<JsonNode> AqlAsync(string query, string more = "") =>
        GetAsync($"/aql/objects?qlQuery={Uri.EscapeDataString(query)}{more}");

    public void Dispose() => http.Dispose();

    private static bool IsRooted(string path) =>
        path.StartsWith("/rest/", StringComparison.Ordinal)
        || path.StartsWith("/login", StringComparison.Ordinal);
}
