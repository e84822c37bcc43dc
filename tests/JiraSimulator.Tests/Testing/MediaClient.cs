using System.Net;
using System.Text.Json.Nodes;

namespace JiraSimulator.Tests.Testing;

/// <summary>The media host as a client with a token uses it: no credentials of Jira reach it.</summary>
internal sealed class MediaClient(Simulator simulator, JsonNode credentials) : IDisposable
{
    private readonly HttpClient http = new(SimulatedHost.HandlerTo(simulator));

    private string Base => credentials["mediaBaseUrl"]!.GetValue<string>();
    private string Client => credentials["clientId"]!.GetValue<string>();
    private string Token => credentials["mediaJwtToken"]!.GetValue<string>();

    public Task<HttpResponseMessage> GetAsync(string mediaId) =>
        http.GetAsync($"{Base}/file/{mediaId}/binary?client={Client}&token={Token}");

    public async Task<byte[]> BytesAsync(string mediaId)
    {
        using var response = await GetAsync(mediaId);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await response.Content.ReadAsByteArrayAsync();
    }

    public Task<byte[]> FollowAsync(Uri location) => http.GetByteArrayAsync(location);

    public async Task<string> UploadAsync(string fileName, byte[] content)
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(content), "file", fileName },
        };
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            $"{Base}/file/binary?name={Uri.EscapeDataString(fileName)}"
        )
        {
            Content = form,
        };
        request.Headers.Add("X-Client-Id", Client);
        request.Headers.Authorization = new("Bearer", Token);
        using var response = await http.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!["data"]![
            "id"
        ]!.GetValue<string>();
    }

    public void Dispose() => http.Dispose();
}
