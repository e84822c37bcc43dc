using System.Text.Json;
using AssetsBackup.Features.Audit;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Tenants;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Tests.Capture;

namespace AssetsBackup.Tests.Runs;

/// <summary>A run's log as a file, and the audit log's line of it.</summary>
public sealed class DownloadRunLogTests : IAsyncLifetime
{
    private CaptureHost host = null!;
    private Guid run;

    public async ValueTask InitializeAsync()
    {
        host = await CaptureHost.StartSetUpAsync("n:20");
        run = (
            await host.BackUpAsync((await host.SendAsync(new ListSchemas())).Items.Single().Key)
        ).Id;
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task As_text_each_line_has_its_time_and_level_and_stays_one_line()
    {
        await WriteAsync(RunLogLevel.Warning, "A type called\r\nin two lines");

        var file = await DownloadAsync(RunLogFormat.Text);

        file.Next.ShouldBeNull();
        var lines = file.Text.Split('\n');
        lines[^1].ShouldBeEmpty();
        lines[^2]
            .ShouldMatch(
                @"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ  Warning      A type called in two lines$"
            );
        lines.Length.ShouldBe((await host.SendAsync(new GetRunLog(run, 0))).Items.Count + 1);
    }

    [Fact]
    public async Task As_jsonl_each_line_is_the_object_that_the_page_shows()
    {
        var shown = (await host.SendAsync(new GetRunLog(run, 0))).Items;

        var lines = (await DownloadAsync(RunLogFormat.Jsonl)).Text.TrimEnd('\n').Split('\n');

        lines.Length.ShouldBe(shown.Count);
        var last = JsonDocument.Parse(lines[^1]).RootElement;
        last.GetProperty("message").GetString().ShouldBe(shown[^1].Message);
        last.GetProperty("level").GetString().ShouldBe("information");
        last.GetProperty("number").GetInt64().ShouldBe(shown[^1].Number);
    }

    [Fact]
    public async Task A_long_log_comes_in_parts_and_is_told_once()
    {
        await host.ChangeAsync(database =>
            database.RunLog.AddRange(
                Enumerable
                    .Range(0, DownloadRunLog.LinesAtOnce)
                    .Select(number => Line(RunLogLevel.Information, $"line {number}"))
            )
        );

        var first = await DownloadAsync(RunLogFormat.Text);
        var second = await host.SendAsync(
            new DownloadRunLog(run, RunLogFormat.Text, first.Next.ShouldNotBeNull())
        );

        second.Next.ShouldBeNull();
        (first.Text + second.Text).ShouldEndWith($"line {DownloadRunLog.LinesAtOnce - 1}\n");
        var told = (await ToldAsync()).ShouldHaveSingleItem();
        told.RunId.ShouldBe(run);
        told.SubjectKind.ShouldBe(AuditSubjectKind.Schema);
        told.Values.ShouldBe([new("Run", null, "Backup"), new("Format", null, "Text")]);
    }

    [Fact]
    public async Task The_log_of_another_customer_is_not_there_and_nothing_is_told()
    {
        var other = Guid.Parse("99999999-0000-0000-0000-000000000009");
        await host.ChangeAsync(database =>
            database.Tenants.Add(new Tenant { Id = other, CreatedAt = default })
        );

        var refused = await Should.ThrowAsync<ProblemException>(() =>
            host.SendAsync(new DownloadRunLog(run, RunLogFormat.Text, 0), tenant: other)
        );

        refused.Problem.Code.ShouldBe("run-not-found");
        (await ToldAsync()).ShouldBeEmpty();
    }

    private Task<RunLogFile> DownloadAsync(RunLogFormat format) =>
        host.SendAsync(new DownloadRunLog(run, format, 0));

    private async Task<IReadOnlyList<AuditEntryView>> ToldAsync() =>
        (
            await host.SendAsync(
                new ListAuditLog(
                    new AuditFilter(null, null, AuditAction.RunLogDownloaded, null),
                    null
                )
            )
        ).Items;

    private Task WriteAsync(RunLogLevel level, string message) =>
        host.ChangeAsync(database => database.RunLog.Add(Line(level, message)));

    private RunLogEntry Line(RunLogLevel level, string message) =>
        new()
        {
            TenantId = host.Tenant,
            RunId = run,
            At = host.Clock.GetUtcNow(),
            Level = level,
            Message = message,
        };
}
