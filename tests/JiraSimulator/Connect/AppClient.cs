using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace JiraSimulator.Connect;

/// <summary>The site's calls to the app. A redirect is an answer like any other: Jira follows none.</summary>
internal sealed class AppClient : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromSeconds(20),
    };

    /// <exception cref="HttpRequestException">The app does not answer, or not with its descriptor.</exception>
    public async Task<AppDescriptor> ReadDescriptorAsync(
        Uri appUrl,
        CancellationToken cancellationToken
    )
    {
        var url = appUrl.ToString().TrimEnd('/') + "/atlassian-connect.json";
        try
        {
            return await http.GetFromJsonAsync<AppDescriptor>(url, cancellationToken)
                ?? throw new HttpRequestException($"{url} is empty");
        }
        catch (JsonException unreadable)
        {
            throw new HttpRequestException(
                $"{url} is no descriptor: {unreadable.Message}",
                unreadable
            );
        }
    }

    /// <param name="app">Whose endpoint is called.</param>
    /// <param name="lifecycleEvent">Name of the event, reported back with the answer.</param>
    /// <param name="path">Path under the app's baseUrl.</param>
    /// <param name="token">Sent as <c>Authorization: JWT</c>; null sends none.</param>
    /// <param name="body">The body, sent as JSON.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="HttpRequestException">The app does not answer.</exception>
    public async Task<AppAnswer> PostAsync(
        AppDescriptor app,
        string lifecycleEvent,
        string path,
        string? token,
        JsonObject body,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            app.BaseUrl.TrimEnd('/') + path
        );
        request.Content = JsonContent.Create(body);
        if (token is not null)
            request.Headers.TryAddWithoutValidation("Authorization", $"JWT {token}");
        using var response = await http.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return new AppAnswer(lifecycleEvent, (int)response.StatusCode, text);
    }

    public void Dispose() => http.Dispose();
}

/// <summary>What the app answered to one lifecycle call.</summary>
public sealed record AppAnswer(string Event, int Status, string Body)
{
    /// <summary>An install wants exactly 200 or 204; the other events are content with any 2xx (contract/connect.md §2).</summary>
    [JsonIgnore]
    public bool IsTaken =>
        Event == LifecycleEvent.Installed ? Status is 200 or 204 : Status is >= 200 and < 300;
}
