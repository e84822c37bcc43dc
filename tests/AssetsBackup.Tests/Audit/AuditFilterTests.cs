using AssetsBackup.Doors;
using AssetsBackup.Features.Audit;

namespace AssetsBackup.Tests.Audit;

/// <summary>Which lines are listed, and how they leave as a file.</summary>
public sealed class AuditFilterTests
{
    private static readonly AuditFilter None = new(null, null, null, null);

    [Fact]
    public async Task Lines_are_filtered_by_time_action_and_user()
    {
        await using var fixture = await AuditFixture.StartAsync();
        await fixture.WriteAsync(3);
        await fixture.ChangeAsync(database =>
            database.Audit(
                new AuditNote(
                    AuditFixture.Tenant,
                    Caller.Operator,
                    AuditAction.PruneStarted,
                    new AuditSubject(AuditSubjectKind.Storage, Name: "eu"),
                    []
                )
            )
        );
        var all = await ListAsync(fixture, None);
        all.Select(line => line.Number).ShouldBe([4, 3, 2, 1]);

        (await NumbersAsync(fixture, None with { User = "account-1" })).ShouldBe([3, 1]);
        (await NumbersAsync(fixture, None with { User = Caller.Operator })).ShouldBe([4]);
        (await NumbersAsync(fixture, None with { User = "nobody" })).ShouldBeEmpty();
        (await NumbersAsync(fixture, None with { Action = AuditAction.BackupStarted })).ShouldBe([
            3,
            2,
            1,
        ]);
        (await NumbersAsync(fixture, None with { From = all[1].At })).ShouldBe([4, 3]);
        (await NumbersAsync(fixture, None with { To = all[1].At })).ShouldBe([2, 1]);
        (
            await NumbersAsync(fixture, new AuditFilter(all[3].At, all[0].At, null, "account-0"))
        ).ShouldBe([2]);
        (await fixture.SendAsync(new ListAuditUsers())).Items.ShouldBe([
            "account-1",
            "account-0",
            "operator",
        ]);
    }

    [Fact]
    public async Task Pages_follow_each_other_to_the_first_line()
    {
        await using var fixture = await AuditFixture.StartAsync();
        await fixture.WriteAsync(5);

        var first = await fixture.SendAsync(new ListAuditLog(None, null, 2));
        var second = await fixture.SendAsync(new ListAuditLog(None, first.Next, 2));
        var third = await fixture.SendAsync(new ListAuditLog(None, second.Next, 2));

        first
            .Items.Concat(second.Items)
            .Concat(third.Items)
            .Select(line => line.Number)
            .ShouldBe([5, 4, 3, 2, 1]);
        (first.Next, second.Next, third.Next).ShouldBe((4, 2, null));
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\tx")]
    [InlineData("\rx")]
    [InlineData("\nx")]
    public async Task What_a_spreadsheet_would_take_for_a_formula_leaves_as_text(string name)
    {
        await using var fixture = await AuditFixture.StartAsync();
        await WriteAsync(fixture, name, new AuditValue(name, "a", "b"));

        var csv = (await fixture.SendAsync(new ExportAuditLog(AuditFormat.Csv, None))).Text;

        var quoted = name.AsSpan().IndexOfAny("\r\n") >= 0;
        var cell = quoted ? $"\"'{name}\"" : $"'{name}";
        csv.ShouldContain($",{cell},");
        var values = quoted ? $"\"'{name}: a\",\"'{name}: b\"" : $"'{name}: a,'{name}: b";
        csv.ShouldEndWith($",{values}\r\n");
    }

    [Fact]
    public async Task A_file_for_spreadsheets_has_heads_and_quotes_what_has_to_be()
    {
        await using var fixture = await AuditFixture.StartAsync();
        await WriteAsync(fixture, "A \"large\", one", new AuditValue("Site", null, "https://x"));

        var lines = (await fixture.SendAsync(new ExportAuditLog(AuditFormat.Csv, None))).Text.Split(
            "\r\n"
        );

        lines[0]
            .ShouldBe(
                "Number,Date (UTC),User,Action,Kind,Subject,Subject id,Run id,Old values,New values"
            );
        lines[1].ShouldStartWith("1,");
        lines[1]
            .ShouldEndWith(
                ",operator,ConnectionChanged,Connection,\"A \"\"large\"\", one\",,,,Site: https://x"
            );
        lines[2..].ShouldBe([""]);
    }

    [Fact]
    public async Task A_file_for_programs_has_a_line_of_json_for_each_and_the_export_is_told_once()
    {
        await using var fixture = await AuditFixture.StartAsync();
        await fixture.WriteAsync(2);

        var file = await fixture.SendAsync(
            new ExportAuditLog(AuditFormat.Jsonl, None with { User = "account-1" })
        );

        file.Next.ShouldBeNull();
        var line = System.Text.Json.JsonDocument.Parse(file.Text.TrimEnd('\n')).RootElement;
        line.GetProperty("number").GetInt64().ShouldBe(1);
        line.GetProperty("action").GetString().ShouldBe("backupStarted");
        line.GetProperty("values")[0].GetProperty("old").GetString().ShouldBe("old 1");
        var told = (await ListAsync(fixture, None))[0];
        (told.Action, told.Who).ShouldBe((AuditAction.AuditLogExported, Caller.Operator));
        told.Values.ShouldBe([
            new AuditValue("Format", null, "JSONL"),
            new AuditValue("User", null, "account-1"),
        ]);
        await fixture.SendAsync(new ExportAuditLog(AuditFormat.Jsonl, None, Before: 2));
        (await ListAsync(fixture, None)).Count.ShouldBe(3);
        (
            await fixture.SendAsync(new ListAuditLog(None, null), AuditFixture.Other)
        ).Items.Count.ShouldBe(2);
    }

    private static Task WriteAsync(AuditFixture fixture, string name, AuditValue value) =>
        fixture.ChangeAsync(database =>
            database.Audit(
                new AuditNote(
                    AuditFixture.Tenant,
                    Caller.Operator,
                    AuditAction.ConnectionChanged,
                    new AuditSubject(AuditSubjectKind.Connection, Name: name),
                    [value]
                )
            )
        );

    private static async Task<IReadOnlyList<AuditEntryView>> ListAsync(
        AuditFixture fixture,
        AuditFilter filter
    ) => (await fixture.SendAsync(new ListAuditLog(filter, null))).Items;

    private static async Task<IEnumerable<long>> NumbersAsync(
        AuditFixture fixture,
        AuditFilter filter
    ) => (await ListAsync(fixture, filter)).Select(line => line.Number);
}
