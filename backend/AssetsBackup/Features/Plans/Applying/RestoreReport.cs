using System.Collections.Concurrent;
using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting.Database;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Plans.Applying;

/// <summary>
/// What a restore could not make as it was. Each thing goes into the run's log at once, so that a restore that went on
/// after a crash still knows it at its end; names, never values.
/// </summary>
internal sealed class RestoreReport(RunContext run)
{
    private readonly ConcurrentDictionary<string, long> lostValues = [];

    /// <summary>Values that this process could not write, by attribute id at the source.</summary>
    public IReadOnlyDictionary<string, long> LostValues => lostValues;

    public Task ProblemAsync(string message) =>
        run.LogAsync(RunLogLevel.Warning, message, CancellationToken.None);

    public Task NoteAsync(string message, CancellationToken cancellationToken) =>
        run.LogAsync(RunLogLevel.Information, message, cancellationToken);

    /// <summary>Counts a value that could not be written; <see cref="LeftOut"/> tells of them by attribute.</summary>
    public void LostValue(string attributeId) =>
        lostValues.AddOrUpdate(attributeId, 1, (_, count) => count + 1);

    /// <summary>Things that an admin has to look at. A phase that was begun twice may have told of one twice.</summary>
    public Task<int> CountProblemsAsync(
        AppDatabase database,
        CancellationToken cancellationToken
    ) =>
        database
            .RunLog.Where(line =>
                line.TenantId == run.TenantId
                && line.RunId == run.Id
                && line.Level == RunLogLevel.Warning
            )
            .Select(line => line.Message)
            .Distinct()
            .CountAsync(cancellationToken);
}
