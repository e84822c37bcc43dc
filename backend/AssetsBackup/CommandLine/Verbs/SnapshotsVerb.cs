using System.CommandLine;
using AssetsBackup.Features.Snapshots;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>snapshots</c>: the available backups of a schema; one of them whole; what is said of it.</summary>
internal static class SnapshotsVerb
{
    public static Command Create()
    {
        var schema = new Argument<string>("schema")
        {
            Description = "Key, name or id of the schema",
        };
        var verb = new Command("snapshots", "List the available backups of a schema")
        {
            schema,
            SnapshotsShow.Create(),
            SnapshotsDescribe.Create(),
            SnapshotsPin.Pin(),
            SnapshotsPin.Unpin(),
            SnapshotsDelete.Create(),
        };
        verb.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var invocation = await Invocation.OpenForSiteAsync(
                    parsed,
                    cancellationToken
                );
                var found = await Named.SchemaAsync(
                    invocation,
                    parsed.GetRequiredValue(schema),
                    toBackUp: false,
                    cancellationToken
                );
                var snapshots = await invocation.SendAsync(
                    new ListSnapshots(found.Id),
                    cancellationToken
                );
                invocation.Print.Table(
                    snapshots,
                    [
                        "Id",
                        "Date (UTC)",
                        "State",
                        "Objects",
                        "Added bytes",
                        "Verified (UTC)",
                        "Pinned",
                        "Storage",
                        "Description",
                    ],
                    snapshots.Items.Select(Row)
                );
                return (int)ExitCode.Done;
            }
        );
        return verb;
    }

    private static string[] Row(SnapshotView snapshot) =>
        [
            snapshot.ShortId,
            snapshot.TakenAt.ToString("u"),
            Shown.StateOf(snapshot),
            snapshot.Objects.ToString("N0"),
            snapshot.AddedBytes.ToString("N0"),
            snapshot.DamagedAt is { } damagedAt
                ? $"damaged {damagedAt:u}"
                : snapshot.VerifiedAt?.ToString("u") ?? "never",
            snapshot.IsPinned ? "yes" : "",
            snapshot.Storage.IsConnected
                ? snapshot.Storage.Name
                : $"{snapshot.Storage.Name} (not connected)",
            snapshot.Description ?? "",
        ];
}
