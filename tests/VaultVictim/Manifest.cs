using System.Globalization;
using System.Text;

namespace VaultVictim;

/// <summary>A snapshot as the manifest knows it.</summary>
/// <param name="Id">Its number.</param>
public sealed record ManifestSnapshot(int Id)
{
    /// <summary>The step whose objects each revision was begun with, revision 1 first.</summary>
    public IList<int> Begun { get; } = [];

    /// <summary>The revisions that were committed for certain.</summary>
    public int Committed { get; set; }

    /// <summary>The snapshot that it started from; 0 for none.</summary>
    public int From { get; set; }

    /// <summary>The last checkpoint that was told of the revision begun last.</summary>
    public long Checkpoint { get; set; }

    /// <summary>Whether its deletion was begun.</summary>
    public bool IsBeingDeleted { get; set; }
}

/// <summary>
/// Lines of text, each durable before what it announces is done, or after it was. A killed process may leave the last one
/// torn: it is not counted then, as nothing that it announces was begun.
/// </summary>
/// <param name="path">The file.</param>
public sealed class Manifest(string path)
{
    /// <summary>Adds a line, durably.</summary>
    public void Add(FormattableString line)
    {
        using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite);
        file.SetLength(WholeLength(file));
        file.Seek(0, SeekOrigin.End);
        file.Write(Encoding.ASCII.GetBytes(line.ToString(CultureInfo.InvariantCulture) + "\n"));
        file.Flush(flushToDisk: true);
    }

    /// <summary>The number of whole lines.</summary>
    public int Count => Lines().Length;

    /// <summary>The snapshots that were begun and whose deletion has not ended, by number.</summary>
    public SortedDictionary<int, ManifestSnapshot> Read()
    {
        var snapshots = new SortedDictionary<int, ManifestSnapshot>();
        foreach (var words in Lines().Select(line => line.Split(' ')))
        {
            var id = Number(words[1]);
            switch (words[0])
            {
                case "begin":
                    if (!snapshots.TryGetValue(id, out var begun))
                    {
                        snapshots.Add(
                            id,
                            begun = new ManifestSnapshot(id) { From = Number(words[3]) }
                        );
                    }
                    begun.Begun.Add(Number(words[2]));
                    begun.Checkpoint = 0;
                    break;
                case "checkpoint":
                    snapshots[id].Checkpoint = Number(words[2]);
                    break;
                case "committed":
                    snapshots[id].Committed = snapshots[id].Begun.Count;
                    break;
                case "deleting":
                    snapshots[id].IsBeingDeleted = true;
                    break;
                case "deleted":
                    snapshots.Remove(id);
                    break;
            }
        }
        return snapshots;
    }

    private string[] Lines()
    {
        if (!File.Exists(path))
            return [];
        var text = File.ReadAllText(path);
        return text[..(text.LastIndexOf('\n') + 1)]
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static long WholeLength(FileStream file)
    {
        var text = new byte[file.Length];
        file.ReadExactly(text);
        return Array.LastIndexOf(text, (byte)'\n') + 1;
    }

    private static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);
}
