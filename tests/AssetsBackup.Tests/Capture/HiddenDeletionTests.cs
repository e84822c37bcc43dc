using System.Text.Json;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Features.Runs;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Capture;

/// <summary>
/// What was deleted since the last backup shows in nothing but counts. Objects that are made at just the wrong moment must not make
/// them add up: one that is there while the types are listed and gone when the changes are read, and one that comes after them.
/// </summary>
public sealed class HiddenDeletionTests
{
    // Of a backup that finds one object changed, and then a type that does not add up.
    private const int Searches = 12;

    [Fact]
    public async Task An_object_made_before_any_search_or_count_hides_no_deletion()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:60");
        var key = await host.ReadAsync(database =>
            database.Schemas.Select(schema => schema.Key).SingleAsync()
        );
        var last = await host.BackUpAsync(key);
        var made = new List<string>();
        for (var moment = 1; moment <= Searches; moment++)
        {
            var deleted = (await host.EntriesAsync(last.Id)).First();
            await host.DeleteObjectAsync(deleted.Id);
            var twin = await TwinAsync(host, deleted.Group);
            var (searches, passing) = (0, "");
            host.Wire.BeforeCall = (path, _) =>
            {
                if (path.EndsWith("/objecttypes/flat", StringComparison.Ordinal) && passing == "")
                    passing = Make(host, twin);
                if (!path.Contains("/object/aql", StringComparison.Ordinal))
                    return;
                if (++searches == 1)
                    host.DeleteObjectAsync(passing).GetAwaiter().GetResult();
                if (searches == moment)
                    made.Add(Make(host, twin));
            };

            last = await host.BackUpAsync(key);

            host.Wire.Reset();
            last.State.ShouldBe(RunState.Succeeded, last.ErrorMessage);
            (await host.EntriesAsync(last.Id)).ShouldNotContain(
                entry => entry.Id == deleted.Id,
                $"made before search {moment}"
            );
        }
        made.Count.ShouldBe(Searches);
    }

    private static string Make(CaptureHost host, ObjectIn twin) =>
        host.Assets("acme").CreateObjectAsync(twin, default).GetAwaiter().GetResult().Id;

    private static async Task<ObjectIn> TwinAsync(CaptureHost host, string type)
    {
        var attributes = await host.Assets("acme").ListAttributesAsync(type, false, default);
        var label = attributes
            .EnumerateArray()
            .Single(attribute =>
                attribute.TryGetProperty("label", out var isLabel)
                && isLabel.ValueKind == JsonValueKind.True
            );
        return new ObjectIn(
            type,
            [
                new ObjectAttributeIn(
                    label.GetProperty("id").GetString()!,
                    [new ValueIn("made meanwhile")]
                ),
            ]
        );
    }
}
