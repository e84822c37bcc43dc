using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Features.Runs;

namespace AssetsBackup.Features.Schemas;

/// <summary>What one sync finds out: it moves each schema's status, counts, and is told at the sync's end.</summary>
/// <param name="now">The time of the sync.</param>
/// <param name="isFirst">Whether every schema is new to us: then none is named for it.</param>
internal sealed class SchemaChanges(DateTimeOffset now, bool isFirst)
{
    private readonly List<(RunLogLevel Level, string Words)> lines = [];
    private readonly List<Schema> fresh = [];
    private readonly List<Schema> gone = [];
    private int inError;

    /// <summary>Schemas looked at so far.</summary>
    public int Looks { get; private set; }

    /// <summary>Those that are new to us.</summary>
    public IReadOnlyList<Schema> Fresh => fresh;

    /// <summary>Those that are not in Assets any more, and were at the sync before.</summary>
    public IReadOnlyList<Schema> Gone => gone;

    public void New(Schema schema, SchemaLine line)
    {
        fresh.Add(schema);
        if (!isFirst)
            Add($"Schema {line.ObjectSchemaKey} is new");
    }

    public void Renamed(Schema schema, SchemaLine line)
    {
        if (line.Name is { } name && name != schema.Name)
            Add($"Schema {schema.Key} was called {schema.Name} and is called {name} now");
    }

    public void Learn(Schema schema, SchemaFinding found)
    {
        var before = schema.Status;
        schema.Learn(found, now);
        if (schema.RemovedAt is not null)
        {
            schema.RemovedAt = null;
            if (schema.Status != SchemaStatus.Deleted)
                Add($"Schema {schema.Key} was deleted from this app and is back");
        }
        schema.SyncedAt = now;
        Looks++;
        if (schema.Status == SchemaStatus.SyncError)
        {
            inError++;
            Add($"Schema {schema.Key} cannot be read: {found.Reason}", RunLogLevel.Warning);
        }
        else if (schema.Status != before && schema.Status == SchemaStatus.Deleted)
        {
            gone.Add(schema);
            Add($"Schema {schema.Key} is not in Assets any more", RunLogLevel.Warning);
        }
        else if (schema.Status != before)
            Add($"Schema {schema.Key} is {schema.Status.InWords().ToLowerInvariant()} again");
    }

    public async Task TellAsync(RunContext run, CancellationToken cancellationToken)
    {
        foreach (var (level, words) in lines)
            await run.LogAsync(level, words, cancellationToken);
    }

    /// <param name="found">How many schemas the site lists.</param>
    public string InWords(int found) =>
        $"{Words.Count(found, "schema")} found, {fresh.Count} new, {gone.Count} gone, {inError} in error";

    public void Tell(string words, RunLogLevel level) => Add(words, level);

    private void Add(string words, RunLogLevel level = RunLogLevel.Information) =>
        lines.Add((level, words));
}
