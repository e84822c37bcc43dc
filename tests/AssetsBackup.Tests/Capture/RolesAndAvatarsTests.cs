using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Snapshots.Records;

namespace AssetsBackup.Tests.Capture;

public sealed class RolesAndAvatarsTests
{
    [Fact]
    public async Task Pictures_are_kept_byte_for_byte_and_roles_with_their_people()
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        var key = await host.PicturedSchemaAsync();

        var first = await host.BackUpAsync(key);

        first.State.ShouldBe(RunState.Succeeded, first.ErrorMessage);
        var root = await host.OpenAsync(first.Id);
        var pictures = 0;
        await foreach (
            var entry in root.ListAsync(SnapshotTrees.Avatars, null, CancellationToken.None)
        )
        {
            var bytes = await root.ReadRecordAsync(entry.Record, CancellationToken.None);
            var world = await host.PartsAsync(entry.Id);
            Convert
                .ToHexStringLower(SHA256.HashData(bytes))
                .ShouldBe(world.GetProperty("avatar").GetString());
            pictures++;
        }
        var totals = await host.PartsTotalsAsync(key);
        pictures.ShouldBe(totals.GetProperty("avatars").GetInt32());
        pictures.ShouldBeGreaterThan(3);
        (await host.PartAsync(first.Id, "avatars")).ShouldBeCaptured(pictures);
        var types = (await host.WorldSchemaAsync(key)).GetProperty("types").GetInt32();
        (await host.PartAsync(first.Id, "roles")).ShouldBeCaptured(3 + (3 * types));
        (await PeopleAsync(host, first.Id)).ShouldBeGreaterThan(2);
    }

    [Fact]
    public async Task An_expired_media_token_is_fetched_anew_and_a_site_without_roles_says_so()
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        var key = await host.PicturedSchemaAsync();
        await host.SwitchAsync(new() { ["roles"] = false });
        var refused = 0;
        host.Wire.Answer = request =>
            request.RequestUri!.Host == "api.media.atlassian.com"
            && Interlocked.Increment(ref refused) <= 2
                ? new HttpResponseMessage(HttpStatusCode.Unauthorized) { RequestMessage = request }
                : null;

        var run = await host.BackUpAsync(key);

        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        refused.ShouldBeGreaterThan(2);
        var totals = await host.PartsTotalsAsync(key);
        (await host.PartAsync(run.Id, "avatars")).ShouldBeCaptured(
            totals.GetProperty("avatars").GetInt32()
        );
        var roles = await host.PartAsync(run.Id, "roles");
        roles.State.ShouldBe(PartState.NotAvailable);
        roles.Reasons.ShouldBe(["This site does not give roles through its API."]);
    }

    private static async Task<int> PeopleAsync(CaptureHost host, Guid snapshot)
    {
        var root = await host.OpenAsync(snapshot);
        var people = 0;
        await foreach (
            var (_, content) in root.ReadAsync(SnapshotTrees.Roles, null, CancellationToken.None)
        )
        {
            var role = JsonSerializer.Deserialize<JsonElement>(content.Span);
            foreach (var actor in role.GetProperty("actors").EnumerateArray())
            {
                actor.TryGetProperty("avatarUrl", out _).ShouldBeFalse();
                people += actor.TryGetProperty("user", out _) ? 1 : 0;
                people += actor.TryGetProperty("group", out _) ? 1 : 0;
            }
        }
        return people;
    }
}
