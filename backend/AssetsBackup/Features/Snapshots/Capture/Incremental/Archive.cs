using System.Globalization;
using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.DataCenter;

namespace AssetsBackup.Features.Snapshots.Capture.Incremental;

/// <summary>
/// How many objects of a schema a Data Center has archived. What goes into the archive or comes back out of it was neither made
/// nor deleted, and no document says that it counts as changed (contract §11): where as many came back as went, counts hide it.
/// </summary>
internal sealed class Archive(IDataCenterApi server, string schemaId)
{
    /// <returns>0 where this version has no archive; null where it is not told.</returns>
    public Task<long?> CountAsync(CancellationToken cancellationToken) =>
        CountAsync(archivedFrom: null, cancellationToken);

    /// <summary>False unless it is certain that nothing went in or came out.</summary>
    /// <param name="since">When it was counted before, with what clocks may differ.</param>
    /// <param name="before">What it came to then.</param>
    /// <param name="now">What it comes to now.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<bool> IsUntouchedAsync(
        DateTimeOffset since,
        long? before,
        long? now,
        CancellationToken cancellationToken
    ) =>
        before is not null
        && before == now
        && await CountAsync(
            since.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            cancellationToken
        ) == 0;

    private async Task<long?> CountAsync(string? archivedFrom, CancellationToken cancellationToken)
    {
        try
        {
            var page = await server.ListArchivedAsync(
                schemaId,
                offset: 0,
                limit: 1,
                archivedFrom,
                cancellationToken
            );
            return page.Total;
        }
        catch (AtlassianNotFoundException)
        {
            return 0;
        }
        catch (AtlassianException exception)
            when (exception.IsHidden || exception is ValidationRefusedException)
        {
            return null;
        }
    }
}
