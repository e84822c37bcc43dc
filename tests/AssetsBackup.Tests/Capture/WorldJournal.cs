using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AssetsBackup.Features.Snapshots.Capture.Normalising;

namespace AssetsBackup.Tests.Capture;

/// <summary>Edits a simulated site at random and keeps every state that its objects were in, with its time.</summary>
internal sealed class WorldJournal(CaptureHost host, int seed)
{
    private const string Site = "/_sim/sites/acme";

    private readonly Lock gate = new();
    private readonly List<WorldState> states = [];
    private readonly Random random = new(seed);

    public IReadOnlyList<string> Edits => [.. states.Select(state => state.Edit)];

    public static async Task<WorldJournal> BeginAsync(CaptureHost host, int seed)
    {
        var journal = new WorldJournal(host, seed);
        journal.states.Add(await journal.LookAsync("begin", host.Clock.GetUtcNow()));
        return journal;
    }

    /// <summary>Before about so many of a hundred calls somebody edits an object, until so many edits are made.</summary>
    public void EditWhile(int percent, int atMost)
    {
        var left = atMost;
        host.Wire.BeforeCall = (_, _) =>
        {
            lock (gate)
                if (left > 0 && random.Next(100) < percent)
                {
                    left--;
                    EditAsync().GetAwaiter().GetResult();
                }
        };
    }

    public async Task EditAsync()
    {
        var before = host.Clock.GetUtcNow();
        var answer = await host.Control.PostAsync(
            $"{Site}/edit?seed={random.Next()}",
            content: null
        );
        var edit = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        states.Add(await LookAsync($"{before:HH:mm:ss.fff} {edit}", before));
    }

    /// <summary>All states that the world may have been in at some time of a window.</summary>
    public IReadOnlyList<WorldState> Within(DateTimeOffset from, DateTimeOffset to) =>
        [
            .. states.Where(
                (state, i) =>
                    state.Since <= to && (i == states.Count - 1 || states[i + 1].Until >= from)
            ),
        ];

    private async Task<WorldState> LookAsync(string edit, DateTimeOffset since)
    {
        var objects = await host.Control.GetFromJsonAsync<JsonElement>($"{Site}/objects");
        var json = new RawJson();
        return new WorldState(
            edit,
            since,
            host.Clock.GetUtcNow(),
            objects
                .EnumerateArray()
                .Select(source => ObjectNormaliser.Normalise(source, json))
                .ToDictionary(
                    record => record.Id,
                    record => new ObjectState(
                        record.Group,
                        Encoding.UTF8.GetString(record.Content.Span)
                    ),
                    StringComparer.Ordinal
                )
        );
    }
}

/// <param name="Edit">What led to it.</param>
/// <param name="Since">It began after that, and before <paramref name="Until"/>.</param>
/// <param name="Until">When it had begun for certain.</param>
/// <param name="Objects">By id.</param>
internal sealed record WorldState(
    string Edit,
    DateTimeOffset Since,
    DateTimeOffset Until,
    IReadOnlyDictionary<string, ObjectState> Objects
);

internal sealed record ObjectState(string Type, string Content);
