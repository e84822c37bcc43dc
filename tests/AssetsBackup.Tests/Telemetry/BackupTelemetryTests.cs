using System.Diagnostics;
using System.Text.Json;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Tests.Capture;
using Microsoft.EntityFrameworkCore;
using OpenTelemetry.Metrics;

namespace AssetsBackup.Tests.Telemetry;

/// <summary>What a whole backup tells of itself: enough to see what it did, and nothing of what it backed up.</summary>
public sealed class BackupTelemetryTests
{
    // Shorter values, and single words, are such as the program itself says: "Version", "Created".
    private const int Telling = 6;

    [Fact]
    public async Task No_value_of_the_site_and_no_token_is_in_any_span_metric_or_log_line()
    {
        await using var host = await CaptureHost.StartSetUpAsync("itsm", callsPerObject: true);
        using var recording = new Recording(host);
        var key = await host.PicturedSchemaAsync();
        // A failure is where values get into texts.
        await host.FaultAsync(
            new
            {
                operation = "findObjectsByAql",
                kind = "serverError",
                call = 2,
                times = 2,
            }
        );
        var (room, asked) = (host.Free, 0);
        host.Free = folder => ++asked > 12 ? 0 : room(folder);
        var waiting = await host.BackUpAsync(key);
        waiting.State.ShouldBe(RunState.Paused);
        host.Free = room;
        host.Clock.MoveAhead(waiting.GoesOnAt!.Value - host.Clock.GetUtcNow());
        var backup = await host.DrainAsync(waiting.Id);
        backup.State.ShouldBe(RunState.Succeeded, backup.ErrorMessage);

        var texts = recording.Texts().Distinct().ToList();

        texts.ShouldContain(text => text.Contains($"run.id={backup.Id}"));
        texts.ShouldContain(text => text.StartsWith("operation="));
        var values = await ValuesAsync(host, backup.Id);
        values.Count.ShouldBeGreaterThan(200);
        var told = string.Join('\n', texts);
        values.Where(value => told.Contains(value, StringComparison.Ordinal)).ShouldBeEmpty();
        told.ShouldNotContain(CaptureHost.Token);
        told.ShouldNotContain(CaptureHost.Email);
        told.ShouldNotContain("atlassian.net");
        // No address is told with its query.
        recording
            .Spans.SelectMany(span =>
                span.TagObjects.Select(tag => $"{tag.Value}").Append(span.DisplayName)
            )
            .Where(text => text.Contains('?', StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task A_run_is_one_trace_of_its_steps_and_of_their_calls()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        using var recording = new Recording(host);
        var key = (await host.SendAsync(new ListSchemas())).Items.Single().Key;

        var backup = await host.BackUpAsync(key);

        // Objects, then what hangs on them, in another lane: two executions of one run.
        var whole = Named(recording, backup, "run backup");
        whole.Count.ShouldBe(2);
        whole.ShouldAllBe(span => span.ParentSpanId == default);
        whole[^1].GetTagItem("run.state").ShouldBe("succeeded");
        whole[^1].GetTagItem("tenant.id").ShouldBe(host.Tenant);
        var reading = Named(recording, backup, "Reading objects").ShouldHaveSingleItem();
        reading.ParentSpanId.ShouldBe(whole[0].SpanId);
        var calls = recording.Spans.Where(span => span.ParentSpanId == reading.SpanId).ToList();
        calls.ShouldContain(call =>
            call.DisplayName == "POST /jsm/assets/workspace/{id}/v1/object/aql"
            && call.Kind == ActivityKind.Client
            && Equals(call.GetTagItem("http.response.status_code"), 200)
        );
    }

    [Fact]
    public async Task A_line_of_the_log_says_of_which_run_and_customer_it_is()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        using var recording = new Recording(host);
        host.Free = _ => 0;
        var schema = await host.SchemaAsync(
            (await host.SendAsync(new ListSchemas())).Items.Single().Key
        );
        host.Free = _ => long.MaxValue;
        var id = await host.QueueBackupAsync(schema.Key);
        host.Free = _ => 0;

        await host.DrainAsync(id);

        recording.Lines.ShouldContain(line =>
            line.Contains("disk-space-low")
            && line.Contains($"[RunId, {id}]")
            && line.Contains($"[TenantId, {host.Tenant}]")
        );
    }

    [Fact]
    public async Task What_a_backup_did_is_measured()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50", limits: true);
        using var recording = new Recording(host);
        var key = (await host.SendAsync(new ListSchemas())).Items.Single().Key;
        await host.FaultAsync(
            new
            {
                operation = "findObjectsByAql",
                kind = "tooManyRequests",
                call = 1,
                times = 1,
            }
        );

        await host.BackUpAsync(key);

        var metrics = recording.Metrics;
        Sum(metrics, "assetsbackup.runs.ended", "state", "succeeded").ShouldBeGreaterThan(0);
        Sum(metrics, "assetsbackup.objects.read").ShouldBeGreaterThanOrEqualTo(50);
        Sum(metrics, "assetsbackup.vault.written").ShouldBeGreaterThan(1000);
        Sum(metrics, "assetsbackup.calls", "status", "2xx").ShouldBeGreaterThan(5);
        Sum(metrics, "assetsbackup.calls", "status", "429").ShouldBeGreaterThan(0);
    }

    private static double Sum(
        IEnumerable<Metric> metrics,
        string name,
        string? tag = null,
        string? value = null
    )
    {
        var sum = 0L;
        foreach (var metric in metrics.Where(metric => metric.Name == name))
        foreach (ref readonly var point in metric.GetMetricPoints())
            if (tag is null || Has(point, tag, value!))
                sum += point.GetSumLong();
        return sum;
    }

    private static bool Has(in MetricPoint point, string tag, string value)
    {
        foreach (var pair in point.Tags)
            if (pair.Key == tag && Equals(pair.Value, value))
                return true;
        return false;
    }

    private static List<Activity> Named(Recording recording, Run run, string name) =>
        [
            .. recording
                .Spans.Where(span =>
                    span.DisplayName == name && Equals(span.GetTagItem("run.id"), run.Id)
                )
                .OrderBy(span => span.StartTimeUtc),
        ];

    /// <summary>All texts of a backup's records that tell something, those of comments and history included.</summary>
    private static async Task<IReadOnlySet<string>> ValuesAsync(CaptureHost host, Guid snapshot)
    {
        var values = new HashSet<string>(StringComparer.Ordinal);
        var root = await host.OpenAsync(snapshot);
        foreach (var tree in root.Record.Trees.Keys)
        await foreach (var (entry, content) in root.ReadAsync(tree, null, CancellationToken.None))
        {
            Add(values, entry.Label);
            try
            {
                using var json = JsonDocument.Parse(content);
                Collect(json.RootElement, values);
            }
            catch (JsonException)
            {
                // A picture or a file.
            }
        }
        return values;
    }

    private static void Collect(JsonElement element, HashSet<string> values)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                    Collect(member.Value, values);
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    Collect(item, values);
                break;
            case JsonValueKind.String:
                Add(values, element.GetString());
                break;
        }
    }

    private static void Add(HashSet<string> values, string? value)
    {
        if (value is { Length: >= Telling } && !value.All(char.IsAsciiLetter))
            values.Add(value);
    }
}
