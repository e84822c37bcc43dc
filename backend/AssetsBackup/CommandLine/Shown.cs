using System.Text.Json;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Snapshots.Capture.Parts;

namespace AssetsBackup.CommandLine;

/// <summary>Names of the API in the words that the screens have for them.</summary>
internal static class Shown
{
    /// <summary>"Not available".</summary>
    public static string Words<T>(T state)
        where T : struct, Enum => Spaced(state.ToString());

    /// <summary>The state of a backup; of one that was given up, just that.</summary>
    public static string StateOf(SnapshotView snapshot) =>
        snapshot.GivenUpAt is null ? Words(snapshot.State) : "Given up";

    /// <summary>"Object types"; what issues name is "Objects in issues".</summary>
    public static string PartName(string name) =>
        name == IssueFieldCapture.Name ? "Objects in issues" : Spaced(name);

    private static string Spaced(string name)
    {
        var words = JsonNamingPolicy.SnakeCaseLower.ConvertName(name).Replace('_', ' ');
        return char.ToUpperInvariant(words[0]) + words[1..];
    }
}
