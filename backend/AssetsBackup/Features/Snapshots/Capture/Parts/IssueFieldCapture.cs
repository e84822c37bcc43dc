using System.Text.Json;
using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Atlassian.Jira;
using AssetsBackup.Features.Snapshots.Capture.Normalising;
using AssetsBackup.Features.Snapshots.Records;

namespace AssetsBackup.Features.Snapshots.Capture.Parts;

/// <summary>
/// What issues of the site name in their Assets fields: one search a field, so that people can compare the number of issues
/// with the same search in Jira (contract §8.5). A search that was done is not done again after a crash.
/// </summary>
internal sealed class IssueFieldCapture(CaptureScope scope, IIssueReads jira)
{
    public const string Name = "issueFields";

    // Contract §8.1: match on this only.
    private const string AssetsType = "com.atlassian.jira.plugins.cmdb:cmdb-object-cftype";

    // Data Center has several, such as rlabs-customfield-default-object.
    private const string InsightTypes = "com.riadalabs.jira.plugins.insight:rlabs-customfield-";

    public async Task<CaptureCheckpoint> RunAsync(
        CaptureCheckpoint checkpoint,
        CancellationToken cancellationToken
    )
    {
        if (checkpoint.IssueFields is { Part: not null })
            return checkpoint;
        foreach (var tree in (string[])[SnapshotTrees.IssueFields, SnapshotTrees.IssueValues])
            await StageAsync(tree, [], cancellationToken);
        var storedEarlier = checkpoint.StoredBytes - scope.Writer.Statistics.StoredBytes;
        var progress = checkpoint.IssueFields ?? new IssueFieldProgress([], [], null);
        try
        {
            var fields = await FieldsAsync(cancellationToken);
            var rights =
                fields.Count == 0 ? ProjectRights.Full : await RightsAsync(cancellationToken);
            foreach (var field in fields.Where(field => !progress.Done.Contains(field.Id)))
            {
                var problem = await new IssueSweep(scope, jira, field).RunAsync(cancellationToken);
                progress = progress with
                {
                    Done = [.. progress.Done, field.Id],
                    Problems = problem is null
                        ? progress.Problems
                        : [.. progress.Problems, problem],
                };
                checkpoint = await scope.SaveAsync(
                    checkpoint with
                    {
                        IssueFields = progress,
                    },
                    storedEarlier
                );
            }
            // A right that was lost meanwhile made searches shorter without a word.
            var rightsThen =
                fields.Count == 0 ? ProjectRights.Full : await RightsAsync(cancellationToken);
            var part = await EndAsync(fields, progress, rights?.And(rightsThen), cancellationToken);
            progress = progress with { Part = part };
        }
        catch (AtlassianException exception) when (exception.IsHidden)
        {
            progress = progress with
            {
                Part = new SnapshotPart(
                    Name,
                    PartState.NotAvailable,
                    0,
                    ["Jira does not let the account search for issues."]
                ),
            };
        }
        return await scope.SaveAsync(checkpoint with { IssueFields = progress }, storedEarlier);
    }

    private async Task<IReadOnlyList<IssueField>> FieldsAsync(CancellationToken cancellationToken)
    {
        var listed = (await jira.ListFieldsAsync(cancellationToken))
            .Items()
            .Where(field =>
                IsAssets(field.Member("schema"u8)?.Text("custom"u8))
                && field.Text("id"u8) is not null
            )
            .ToList();
        await StageAsync(
            SnapshotTrees.IssueFields,
            [
                .. listed.Select(field => new CapturedRecord(
                    "",
                    field.Text("id"u8)!,
                    "",
                    field.Text("name"u8) ?? "",
                    0,
                    DefinitionNormaliser.IssueField(field)
                )),
            ],
            cancellationToken
        );
        return
        [
            .. listed.Select(field => new IssueField(
                field.Text("id"u8)!,
                field.Text("name"u8) ?? ""
            )),
        ];
    }

    private static bool IsAssets(string? type) =>
        type == AssetsType || type?.StartsWith(InsightTypes, StringComparison.Ordinal) == true;

    private async Task<SnapshotPart> EndAsync(
        IReadOnlyList<IssueField> fields,
        IssueFieldProgress progress,
        ProjectRights? rights,
        CancellationToken cancellationToken
    )
    {
        // What was staged since is not durable yet, and only that can be read.
        await scope.Writer.CheckpointAsync(CancellationToken.None);
        var (issues, projects) = (
            new HashSet<string>(StringComparer.Ordinal),
            new HashSet<string>(StringComparer.Ordinal)
        );
        await foreach (
            var entry in scope.Writer.ListStagedAsync(
                SnapshotTrees.IssueValues,
                null,
                cancellationToken
            )
        )
        {
            issues.Add(entry.Id);
            projects.Add(entry.Key[..Math.Max(entry.Key.LastIndexOf('-'), 0)]);
        }
        var hidden = rights is null
            ? "Jira does not tell which projects the account may browse."
            : Missing("browse", rights.NotBrowsed, "Browse Projects");
        var locked = Missing(
            "edit",
            [.. (rights?.NotEdited ?? []).Where(projects.Contains)],
            "Edit Issues"
        );
        IReadOnlyList<string> reasons = hidden is null
            ? progress.Problems
            : [.. progress.Problems, hidden];
        return new SnapshotPart(
            Name,
            reasons.Count == 0 ? PartState.Captured : PartState.Partial,
            issues.Count,
            reasons
        )
        {
            Jql = fields.Count == 0 ? null : string.Join(" OR ", fields.Select(field => field.Jql)),
            Warnings = locked is null ? [] : [locked],
        };
    }

    /// <summary>What the account may see and set again; null where Jira does not say.</summary>
    private async Task<ProjectRights?> RightsAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ProjectRights.ReadAsync(jira, cancellationToken);
        }
        catch (AtlassianException exception) when (exception.IsHidden)
        {
            return null;
        }
    }

    private static string? Missing(string may, IReadOnlyList<string> keys, string permission) =>
        keys.Count == 0
            ? null
            : $"The account may not {may} the issues of {Words.Count(keys.Count, "project")}: {string.Join(", ", keys.Take(20))}{(keys.Count > 20 ? "…" : ".")} Give it {permission} there.";

    private Task StageAsync(
        string tree,
        IReadOnlyCollection<CapturedRecord> records,
        CancellationToken cancellationToken
    ) => scope.Writer.StageAsync(tree, records, cancellationToken);
}

/// <summary>An Assets field of issues.</summary>
/// <param name="Id"><c>customfield_</c> and a number.</param>
internal sealed record IssueField(string Id, string Name)
{
    public string Jql => $"cf[{Id[(Id.LastIndexOf('_') + 1)..]}] is not EMPTY";
}

/// <summary>How far the fields are.</summary>
/// <param name="Done">Ids of those that are read.</param>
/// <param name="Problems">What is missing of them.</param>
/// <param name="Part">Once all are done.</param>
internal sealed record IssueFieldProgress(
    IReadOnlyList<string> Done,
    IReadOnlyList<string> Problems,
    SnapshotPart? Part
);
