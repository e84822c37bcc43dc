using System.Collections.Concurrent;
using System.Net;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Snapshots.Records;

namespace AssetsBackup.Tests.Capture;

public sealed class AttachmentsTests
{
    [Fact]
    public async Task Every_file_is_kept_byte_for_byte_under_its_name_though_tokens_expire()
    {
        await using var host = await CaptureHost.StartSetUpAsync(callsPerObject: true);
        var key = await host.PicturedSchemaAsync();
        await host.SwitchAsync(new() { ["mediaTokensBoundToObject"] = true });
        var refused = 0;
        host.Wire.Answer = request =>
            request.RequestUri!.Host == "api.media.atlassian.com"
            && Interlocked.Increment(ref refused) % 7 == 1
                ? new HttpResponseMessage(HttpStatusCode.Unauthorized) { RequestMessage = request }
                : null;

        var first = await host.BackUpAsync(key);

        first.State.ShouldBe(RunState.Succeeded, first.ErrorMessage);
        var totals = await host.PartsTotalsAsync(key);
        (await host.PartAsync(first.Id, "attachments")).ShouldBeCaptured(
            totals.GetProperty("attachments").GetInt32()
        );
        var root = await host.OpenAsync(first.Id);
        root.Record.Trees[SnapshotTrees.Attachments]
            .Entries.ShouldBe(totals.GetProperty("objectsWithAttachments").GetInt32());
        (await CapturedFiles.InAsync(root)).ShouldBe(
            await CapturedFiles.OfWorldAsync(host, key),
            ignoreOrder: true
        );
    }

    [Fact]
    public async Task Files_whose_connection_breaks_are_asked_for_again()
    {
        await using var host = await CaptureHost.StartSetUpAsync(callsPerObject: true);
        var key = await host.PicturedSchemaAsync();
        var asked = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        host.Wire.Answer = request =>
            request.RequestUri!.Host == "api.media.atlassian.com"
            && asked.TryAdd(request.RequestUri.AbsolutePath, true)
                ? new HttpResponseMessage
                {
                    RequestMessage = request,
                    Content = new StreamContent(new BreakingStream()),
                }
                : null;

        var run = await host.BackUpAsync(key);

        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        asked.Count.ShouldBeGreaterThan(10);
        var totals = await host.PartsTotalsAsync(key);
        foreach (var part in new[] { "attachments", "avatars" })
            (await host.PartAsync(run.Id, part)).ShouldBeCaptured(
                totals.GetProperty(part).GetInt32()
            );
        (await CapturedFiles.InAsync(await host.OpenAsync(run.Id))).ShouldBe(
            await CapturedFiles.OfWorldAsync(host, key),
            ignoreOrder: true
        );
    }

    /// <summary>As a connection that is reset after some bytes: with the type of a disk's failure.</summary>
    private sealed class BreakingStream() : MemoryStream(new byte[100])
    {
        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer,
            CancellationToken cancellationToken = default
        ) =>
            await base.ReadAsync(buffer, cancellationToken) is > 0 and var read
                ? read
                : throw new IOException("Unable to read data from the transport connection");
    }

    [Fact]
    public async Task Objects_with_attachments_are_counted_where_the_site_does_not_give_them_and_left_out_when_asked()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:400", callsPerObject: true);
        var schema = await host.ReadAsync(database => Task.FromResult(database.Schemas.Single()));
        await host.SwitchAsync(new() { ["attachments"] = false });

        var run = await host.BackUpAsync(schema.Key);

        var some = (await host.PartsTotalsAsync(schema.Key))
            .GetProperty("objectsWithAttachments")
            .GetInt32();
        some.ShouldBeGreaterThan(1);
        run.State.ShouldBe(RunState.Succeeded, run.ErrorMessage);
        var part = await host.PartAsync(run.Id, "attachments");
        part.State.ShouldBe(PartState.NotAvailable);
        part.Reasons.ShouldBe([
            $"This site does not give attachments through its API; {some} objects have some.",
        ]);

        var reads = await host.CallsAsync("loadObject");
        var without = await host.DrainAsync(
            (await host.SendAsync(new BackUpNow(schema.Id, null, Attachments: false))).RunId
        );
        (await host.CallsAsync("loadObject")).ShouldBe(reads);
        part = await host.PartAsync(without.Id, "attachments");
        part.State.ShouldBe(PartState.NotCaptured);
        part.Reasons.ShouldBe(["Left out as asked for when the backup was started."]);
    }
}
