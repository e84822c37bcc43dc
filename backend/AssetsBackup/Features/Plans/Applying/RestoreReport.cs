using System.Collections.Concurrent;
using AssetsBackup.Features.Runs;

namespace AssetsBackup.Features.Plans.Applying;

/// <summary>What a restore could not make as it was. Each thing goes into the run's log at once; names, never values.</summary>
internal sealed class RestoreReport(RunContext run)
{
    private readonly ConcurrentDictionary<string, int> lostValues = [];
    private int problems;

    public bool HasProblems => problems > 0 || !lostValues.IsEmpty;

    /// <summary>Things that an admin has to look at.</summary>
    public int Problems => problems + lostValues.Count;

    public async Task ProblemAsync(string message)
    {
        Interlocked.Increment(ref problems);
        await run.LogAsync(RunLogLevel.Warning, message, CancellationToken.None);
    }

    public Task NoteAsync(string message, CancellationToken cancellationToken) =>
        run.LogAsync(RunLogLevel.Information, message, cancellationToken);

    /// <summary>Counts a value that could not be written; <see cref="WriteLostValuesAsync"/> tells of them by attribute.</summary>
    public void LostValue(string attribute) =>
        lostValues.AddOrUpdate(attribute, 1, (_, count) => count + 1);

    public async Task WriteLostValuesAsync(CancellationToken cancellationToken)
    {
        foreach (var (attribute, count) in lostValues.OrderBy(pair => pair.Key))
            await run.LogAsync(
                RunLogLevel.Warning,
                $"{Words.Count(count, "value")} of the attribute '{attribute}' could not be written: what they name is not at the destination.",
                cancellationToken
            );
    }
}
