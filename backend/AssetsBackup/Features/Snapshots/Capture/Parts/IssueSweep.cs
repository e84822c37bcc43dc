using System.Text.Json;
using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Atlassian.Jira;
using AssetsBackup.Features.Snapshots.Capture.Normalising;
using AssetsBackup.Features.Snapshots.Records;

namespace AssetsBackup.Features.Snapshots.Capture.Parts;

/// <summary>
/// All issues with a value in one field, page by page: each page names the next one, and has no number. A token that has
/// expired begins the field anew; pages that bring nothing new end it, whatever they say of themselves.
/// </summary>
internal sealed class IssueSweep(CaptureScope scope, IIssueReads jira, IssueField field)
{
    private const int PageSize = 100;
    private const int BeginningsAtMost = 3;
    private const int RepeatsAtMost = 3;

    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    /// <summary>What is missing, in words; null when all is there.</summary>
    public async Task<string?> RunAsync(CancellationToken cancellationToken)
    {
        for (var beginning = 1; beginning <= BeginningsAtMost; beginning++)
        {
            seen.Clear();
            var (token, repeats) = ((string?)null, 0);
            try
            {
                do
                {
                    var page = await jira.FindIssuesAsync(
                        field.Jql,
                        token,
                        field.Id,
                        PageSize,
                        cancellationToken
                    );
                    token = page.Text("nextPageToken"u8);
                    repeats = await TakeAsync(page, cancellationToken) > 0 ? 0 : repeats + 1;
                    if (repeats == RepeatsAtMost && token is not null)
                        return $"Jira repeats its pages of issues with the field {field.Name}: what lies behind them is missing.";
                } while (token is not null);
                return null;
            }
            catch (ValidationRefusedException) when (token is not null)
            {
                // Its tokens have a time of their own (contract §8.3).
            }
            catch (ValidationRefusedException)
            {
                return $"Jira refuses to search for the field {field.Name}.";
            }
        }
        return $"Jira let the search for the field {field.Name} expire {BeginningsAtMost} times.";
    }

    /// <summary>How many issues came that had not come before.</summary>
    private async Task<int> TakeAsync(JsonElement page, CancellationToken cancellationToken)
    {
        var issues = page.Member("issues"u8) is { ValueKind: JsonValueKind.Array } listed
            ? listed.EnumerateArray().ToList()
            : [];
        var fresh = issues.Where(issue => issue.Text("id"u8) is { } id && seen.Add(id)).ToList();
        await scope.Writer.StageAsync(
            SnapshotTrees.IssueValues,
            [
                .. fresh
                    .Select(issue =>
                        (Issue: issue, Value: IssueFieldNormaliser.Value(field.Id, issue))
                    )
                    .Where(pair => pair.Value is not null)
                    .Select(pair => new CapturedRecord(
                        field.Id,
                        pair.Issue.Text("id"u8)!,
                        pair.Issue.Text("key"u8) ?? "",
                        "",
                        0,
                        pair.Value
                    )),
            ],
            cancellationToken
        );
        await scope.Run.ReportAsync("Reading issue fields", seen.Count, null, cancellationToken);
        return fresh.Count;
    }
}
