namespace AssetsBackup.Atlassian;

/// <summary>
/// Takes answers into memory up to a bound, under the caller's time limit and token. A good answer beyond it fails; of an
/// error no more than the beginning is read.
/// </summary>
/// <param name="longest">Null for files, whose bytes go on to the vault as they come.</param>
/// <param name="patience">How long the body may take after the headers; a site may stop in its middle.</param>
internal sealed class BoundedAnswers(TimeSpan patience, long? longest = BoundedAnswers.Longest)
    : DelegatingHandler
{
    /// <summary>Far more than the fullest page of objects.</summary>
    private const long Longest = 64 * 1024 * 1024;
    private const int LongestError = 64 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var response = await base.SendAsync(request, cancellationToken);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ending.CancelAfter(patience);
        try
        {
            if (response.IsSuccessStatusCode && longest is { } bound)
                await response.Content.LoadIntoBufferAsync(bound, ending.Token);
            else if (!response.IsSuccessStatusCode)
                await CutAsync(response, ending.Token);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static async Task CutAsync(
        HttpResponseMessage response,
        CancellationToken cancellationToken
    )
    {
        using var whole = response.Content;
        await using var body = await whole.ReadAsStreamAsync(cancellationToken);
        var begin = new byte[LongestError];
        var length = await body.ReadAtLeastAsync(
            begin,
            begin.Length,
            throwOnEndOfStream: false,
            cancellationToken
        );
        response.Content = new ByteArrayContent(begin, 0, length);
    }
}
