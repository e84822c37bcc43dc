using System.CommandLine;
using AssetsBackup.Features;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Snapshots.Records;
using Spectre.Console;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>snapshots show</c>: one backup with the moment that it is of and its parts.</summary>
internal static class SnapshotsShow
{
    public static Command Create()
    {
        var backup = new Argument<string>("backup")
        {
            Description = "The id of the backup, or its start",
        };
        var verb = new Command("show", "Show a backup, when it was read and what it holds")
        {
            backup,
        };
        verb.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var invocation = await Invocation.OpenForSiteAsync(
                    parsed,
                    cancellationToken
                );
                var id = await Named.SnapshotAsync(
                    invocation,
                    parsed.GetRequiredValue(backup),
                    cancellationToken
                );
                var snapshot = await invocation.SendAsync(new GetSnapshot(id), cancellationToken);
                invocation.Print.Answer(
                    snapshot,
                    console =>
                    {
                        foreach (var line in LinesOf(snapshot))
                            console.WriteLine(line);
                    }
                );
                return (int)ExitCode.Done;
            }
        );
        return verb;
    }

    internal static IEnumerable<string> LinesOf(SnapshotView snapshot)
    {
        yield return $"Backup {snapshot.Id} of {snapshot.TakenAt:u}: {Shown.StateOf(snapshot)}";
        if (snapshot.GivenUpAt is { } givenUp)
            yield return $"On {givenUp:u} it was given up: its record is lost, and nothing of it can be read. What follows is what it held";
        else if (snapshot.DamagedAt is { } damaged)
            yield return $"Damaged: something of it was found lost on {damaged:u}. What it is, and whether a restore is possible without it, is said by: assets-backup verify";
        if (snapshot.IsPinned)
            yield return "Pinned: it is not deleted, by rule or by hand";
        if (snapshot.Description is { } description)
            yield return description;
        if (snapshot.Consistency is { } window)
            foreach (var line in LinesOf(window))
                yield return line;
        foreach (var part in snapshot.Parts)
        {
            yield return $"{Shown.PartName(part.Name)}: {Shown.Words(part.State)}, {part.Count:N0}";
            foreach (var reason in part.Reasons)
                yield return $"  {reason}";
        }
    }

    private static IEnumerable<string> LinesOf(ConsistencyWindow window)
    {
        yield return $"Its objects were read from {window.From:u} to {window.To:u}";
        if (window.Moved == 0)
            yield break;
        yield return $"{Words.Count(window.Moved, "object")} still changed at its end";
        if (window.MovedKeys.Count > 0)
            yield return $"  {string.Join(", ", window.MovedKeys)}";
        if (window.Moved > window.MovedKeys.Count)
            yield return $"  and {window.Moved - window.MovedKeys.Count:N0} more";
    }
}
