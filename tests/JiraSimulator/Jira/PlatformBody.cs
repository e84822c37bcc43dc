using System.Text.Json;

namespace JiraSimulator.Jira;

internal static class PlatformBody
{
    /// <summary>The body, or null for one that cannot be read.</summary>
    public static async Task<T?> ReadAsync<T>(
        HttpRequest request,
        CancellationToken cancellationToken
    )
        where T : class
    {
        try
        {
            return await request.ReadFromJsonAsync<T>(cancellationToken);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    public static IResult Invalid() =>
        JiraErrors.Because(
            400,
            "Invalid request payload. Refer to the REST API documentation and try again."
        );
}
