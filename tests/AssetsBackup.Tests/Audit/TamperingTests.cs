using AssetsBackup.Features.Audit;

namespace AssetsBackup.Tests.Audit;

/// <summary>Whoever can write to the database and has no key: each tampering is found, and the first row that it hit is named.</summary>
public sealed class TamperingTests
{
    private const int Lines = 5;

    public static TheoryData<string, int> EveryColumnOfAnyRow =>
        [
            .. from value in (string[])
                [
                    "\"At\" = \"At\" + 10000000",
                    "\"At\" = -1",
                    "\"ActorNumber\" = 3 - \"ActorNumber\"",
                    "\"ActorNumber\" = 77",
                    "\"Action\" = 'RestoreStarted'",
                    "\"Action\" = 'nothing known'",
                    "\"SubjectKind\" = 'Storage'",
                    "\"SubjectId\" = NULL",
                    "\"Subject\" = 'Another'",
                    "\"RunId\" = NULL",
                    "\"Values\" = '[]'",
                    "\"Values\" = 'no JSON'",
                    "\"Mac\" = X'00'",
                    "\"Mac\" = zeroblob(32)",
                ]
            from row in (int[])[1, 3, Lines]
            select (value, row),
        ];

    [Theory]
    [MemberData(nameof(EveryColumnOfAnyRow))]
    public async Task A_changed_value_is_found_at_its_row(string value, int row)
    {
        await using var fixture = await StartAsync();
        await fixture.TamperAsync(
            $"UPDATE \"AuditLog\" SET {value} WHERE @mine AND \"Seq\" = {row}"
        );

        var verdict = await fixture.VerifyAsync();

        (verdict.Number, verdict.Fitting).ShouldBe((row, row - 1));
        verdict.Finding!.ShouldStartWith($"Row {row} of ");
        verdict.Finding!.ShouldContain("it was changed, put in or moved");
        verdict.At.ShouldNotBeNull();
        // It is shown all the same.
        (await ListAsync(fixture)).Count.ShouldBe(Lines);
    }

    [Theory]
    [InlineData(1, "Row 1 is missing: the next row is 2, of ")]
    [InlineData(3, "Row 3 is missing: the next row is 4, of ")]
    [InlineData(
        Lines,
        "Row 5 is missing: the log is cut off there, and its last row was 5; the row before it is of "
    )]
    public async Task A_deleted_row_is_missed(int row, string finding)
    {
        await using var fixture = await StartAsync();
        await fixture.TamperAsync($"DELETE FROM \"AuditLog\" WHERE @mine AND \"Seq\" = {row}");

        var verdict = await fixture.VerifyAsync();

        (verdict.Number, verdict.Fitting).ShouldBe((row, row - 1));
        verdict.Finding!.ShouldStartWith(finding);
    }

    [Fact]
    public async Task A_deleted_row_is_missed_where_the_rows_after_it_close_the_gap()
    {
        await using var fixture = await StartAsync();
        await fixture.TamperAsync("DELETE FROM \"AuditLog\" WHERE @mine AND \"Seq\" = 2");
        foreach (var row in (int[])[3, 4, 5])
            await MoveAsync(fixture, row, row - 1);

        (await fixture.VerifyAsync()).Number.ShouldBe(2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(Lines + 1)]
    public async Task A_row_that_was_put_in_is_found(int row)
    {
        await using var fixture = await StartAsync();
        for (var after = Lines; after >= row; after--)
            await MoveAsync(fixture, after, after + 1);
        var copied = row == 1 ? 3 : row - 1;
        await fixture.TamperAsync(
            $"""
            INSERT INTO "AuditLog" ("TenantId", "Seq", "At", "ActorNumber", "Action", "SubjectKind", "SubjectId", "Subject", "RunId", "Values", "Mac")
            SELECT "TenantId", {row}, "At", "ActorNumber", "Action", "SubjectKind", "SubjectId", "Subject", "RunId", "Values", "Mac"
            FROM "AuditLog" WHERE @mine AND "Seq" = {copied}
            """
        );

        var verdict = await fixture.VerifyAsync();

        (verdict.Number, verdict.Fitting).ShouldBe((row, row - 1));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(4, Lines)]
    public async Task Two_rows_that_changed_places_are_found_at_the_first(int first, int second)
    {
        await using var fixture = await StartAsync();
        await MoveAsync(fixture, first, 100);
        await MoveAsync(fixture, second, first);
        await MoveAsync(fixture, 100, second);

        var verdict = await fixture.VerifyAsync();

        (verdict.Number, verdict.Fitting).ShouldBe((first, first - 1));
    }

    [Fact]
    public async Task Rows_that_are_cut_off_are_missed()
    {
        await using var fixture = await StartAsync();
        await fixture.TamperAsync("DELETE FROM \"AuditLog\" WHERE @mine AND \"Seq\" > 3");

        var verdict = await fixture.VerifyAsync();

        (verdict.Number, verdict.Fitting).ShouldBe((4, 3));
        verdict.Finding!.ShouldStartWith(
            "Row 4 is missing: the log is cut off there, and its last row was 5"
        );
    }

    [Fact]
    public async Task An_earlier_row_is_not_taken_for_the_last_one()
    {
        await using var fixture = await StartAsync();
        await CutOffAfterAsync(fixture, 3);

        var verdict = await fixture.VerifyAsync();

        verdict.Number.ShouldBe(3);
        verdict.Finding!.ShouldContain("rows after 3 of ");
        verdict.Finding!.ShouldContain("may have been cut off");
    }

    [Fact]
    public async Task What_is_written_afterwards_does_not_hide_what_was_cut_off()
    {
        await using var fixture = await StartAsync();
        await CutOffAfterAsync(fixture, 3);
        await fixture.WriteLineAsync(9);
        await fixture.WriteLineAsync(10);

        var verdict = await fixture.VerifyAsync();

        (verdict.Number, verdict.Fitting).ShouldBe((4, 3));
        (await ListAsync(fixture)).Select(line => line.Number).ShouldBe([5, 4, 3, 2, 1]);
    }

    [Theory]
    [InlineData("DELETE FROM \"AuditHeads\" WHERE @mine")]
    [InlineData("UPDATE \"AuditHeads\" SET \"Seal\" = zeroblob(32) WHERE @mine")]
    [InlineData("UPDATE \"AuditHeads\" SET \"Seq\" = 4 WHERE @mine")]
    [InlineData("UPDATE \"AuditHeads\" SET \"Mac\" = zeroblob(32) WHERE @mine")]
    public async Task What_says_which_row_is_the_last_is_proved_too_before_and_after_the_next_line(
        string sql
    )
    {
        await using var fixture = await StartAsync();
        await fixture.TamperAsync(sql);
        (await fixture.VerifyAsync()).Number.ShouldBe(Lines);

        await fixture.WriteLineAsync(6);

        (await fixture.VerifyAsync()).Number.ShouldBe(Lines + 1);
        (await ListAsync(fixture)).Count.ShouldBe(Lines + 1);
    }

    [Fact]
    public async Task A_row_of_another_customer_is_not_taken_for_ones_own()
    {
        await using var fixture = await StartAsync();
        await fixture.TamperAsync("DELETE FROM \"AuditLog\" WHERE @mine AND \"Seq\" = 2");
        await fixture.TamperAsync(
            $"""
            INSERT INTO "AuditLog" ("TenantId", "Seq", "At", "ActorNumber", "Action", "SubjectKind", "SubjectId", "Subject", "RunId", "Values", "Mac")
            SELECT '{AuditFixture.Tenant.ToString().ToUpperInvariant()}', "Seq", "At", "ActorNumber", "Action", "SubjectKind", "SubjectId", "Subject", "RunId", "Values", "Mac"
            FROM "AuditLog" WHERE NOT @mine AND "Seq" = 2
            """
        );

        (await fixture.VerifyAsync()).Number.ShouldBe(2);
    }

    [Theory]
    [InlineData(
        "UPDATE \"Actors\" SET \"AccountId\" = 'somebody else' WHERE @mine AND \"Number\" = 2"
    )]
    [InlineData("UPDATE \"Actors\" SET \"Mac\" = NULL WHERE @mine AND \"Number\" = 2")]
    [InlineData("DELETE FROM \"Actors\" WHERE @mine AND \"Number\" = 2")]
    public async Task Another_name_for_a_user_is_found_at_the_first_row_that_it_hits(string sql)
    {
        await using var fixture = await StartAsync();
        await fixture.TamperAsync(sql);

        var verdict = await fixture.VerifyAsync();

        verdict.Number.ShouldBe(2);
        verdict.Finding!.ShouldContain("names user 2");
    }

    [Fact]
    public async Task An_account_is_erased_without_harm_to_the_chain()
    {
        await using var fixture = await StartAsync();
        await fixture.TamperAsync(
            "UPDATE \"Actors\" SET \"AccountId\" = NULL, \"Mac\" = NULL WHERE @mine AND \"Number\" = 2"
        );

        (await fixture.VerifyAsync()).IsIntact.ShouldBeTrue();
        (await ListAsync(fixture))
            .Select(line => line.Who)
            .ShouldBe(["account-1", null, "account-1", null, "account-1"]);
        (await fixture.SendAsync(new ListAuditUsers())).Items.ShouldBe(["account-1"]);
        await fixture.WriteLineAsync(6);
        (await ListAsync(fixture))[0].Actor.ShouldBe(3);
    }

    private static async Task<AuditFixture> StartAsync()
    {
        var fixture = await AuditFixture.StartAsync();
        await fixture.WriteAsync(Lines);
        return fixture;
    }

    private static Task MoveAsync(AuditFixture fixture, int row, int to) =>
        fixture.TamperAsync(
            $"UPDATE \"AuditLog\" SET \"Seq\" = {to} WHERE @mine AND \"Seq\" = {row}"
        );

    /// <summary>The head is put back to a MAC that can be read in the row itself.</summary>
    private static async Task CutOffAfterAsync(AuditFixture fixture, int row)
    {
        await fixture.TamperAsync($"DELETE FROM \"AuditLog\" WHERE @mine AND \"Seq\" > {row}");
        await fixture.TamperAsync(
            $"""
            UPDATE "AuditHeads" SET "Seq" = {row},
                "Mac" = (SELECT "Mac" FROM "AuditLog" WHERE @mine AND "Seq" = {row})
            WHERE @mine
            """
        );
    }

    private static async Task<IReadOnlyList<AuditEntryView>> ListAsync(AuditFixture fixture) =>
        (
            await fixture.SendAsync(new ListAuditLog(new AuditFilter(null, null, null, null), null))
        ).Items;
}
