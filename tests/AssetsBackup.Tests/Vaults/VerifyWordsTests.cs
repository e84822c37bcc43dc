using AssetsBackup.Features.Vaults;
using AssetsBackup.Vault;

namespace AssetsBackup.Tests.Vaults;

/// <summary>What a verification advises helps against what it found.</summary>
public sealed class VerifyWordsTests
{
    private const string Backup = "snapshots/11111111000000000000000000000000/1";
    private const string NextBackup = "The next backup stores anew";
    private const string Repair =
        "First restore what can be worked out from the rest, with: assets-backup vault repair";
    private const string Copy = "bring back from a copy";
    private const string Newer = "a newer version of this program";

    [Theory]
    [InlineData("packs/ab/abcd", NextBackup)]
    [InlineData("vault", Repair)]
    [InlineData("index/abcd", Repair)]
    [InlineData("condemned/abcd", Repair)]
    [InlineData(Backup, Copy)]
    [InlineData("plans/11111111000000000000000000000000/1", Copy)]
    [InlineData("annotations/snapshot-11111111000000000000000000000000/0000000001", Copy)]
    [InlineData("progress/snapshot-11111111000000000000000000000000.1/0000000001.00000", Copy)]
    public void The_remedy_is_the_one_that_helps(string blob, string remedy)
    {
        var words = Damaged(Finding(blob));

        foreach (var other in new[] { NextBackup, Repair, Copy, Newer })
            words.Contains(other, StringComparison.Ordinal).ShouldBe(other == remedy, other);
    }

    [Fact]
    public void What_no_index_knows_may_be_in_the_packs_or_come_with_the_next_backup()
    {
        var words = Damaged(Finding("index") with { Problem = VerifyProblem.NotIndexed });

        words.ShouldContain(Repair);
        words.ShouldContain(NextBackup);
    }

    [Fact]
    public void What_keeps_prune_refused_after_the_next_backup_is_named_by_repair() =>
        Damaged(Finding("packs/ab/abcd"))
            .ShouldContain("Where prune is refused after it too, assets-backup vault repair");

    [Theory]
    [InlineData(false, true, "nothing of it can be read without it")]
    [InlineData(false, false, "another record of it can be read")]
    [InlineData(true, true, "what can still be read by it goes with it")]
    [InlineData(true, false, "what can still be read by it goes with it")]
    public void What_is_given_up_is_told_with_its_cost(bool isReadable, bool isLast, string cost) =>
        VerifyWords
            .Of(new LostBlob(Backup, BlobSubject.Of(Backup), isReadable, isLast), BackupNames.None)
            .ShouldContain(cost);

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void A_description_is_written_anew_only_where_its_backup_stays(bool isLast, bool isTold)
    {
        const string Name = "annotations/snapshot-11111111000000000000000000000000/0000000001";

        VerifyWords
            .Of(
                new LostBlob(Name, BlobSubject.Of(Name), IsReadable: false, isLast),
                BackupNames.None
            )
            .Contains("snapshots describe", StringComparison.Ordinal)
            .ShouldBe(isTold);
    }

    [Fact]
    public void What_a_newer_program_wrote_is_called_that_and_read_by_it()
    {
        var newer = Finding(Backup) with { Problem = VerifyProblem.TooNew };

        var words = Damaged(newer);

        words.ShouldStartWith($"1 file of the backups' storage was written by {Newer}. ");
        words.ShouldContain($"What {Newer} wrote is read by that version");
        words.ShouldNotContain(Copy);
        var both = Damaged(newer, Finding("vault"));
        both.ShouldStartWith(
            $"1 file of the backups' storage is missing or damaged. 1 file was written by {Newer}."
        );
    }

    [Fact]
    public void The_first_damaged_files_are_named_and_the_others_counted()
    {
        Damaged(Finding("packs/ab/abcd"), Finding(Backup))
            .ShouldContain($" Files: packs/ab/abcd, {Backup}. ");
        Damaged([.. "abcde".Select(name => Finding($"packs/{name}"))])
            .ShouldContain(" Files: packs/a, packs/b, packs/c and 2 more. ");
    }

    [Fact]
    public void What_several_backups_have_is_told_to_be_counted_in_each()
    {
        var shared = Finding("packs/ab/abcd") with { AffectedCount = 6 };
        var alone = shared with { Snapshots = new HashSet<Guid> { Guid.Empty } };
        shared = shared with
        {
            Snapshots = new HashSet<Guid> { Guid.Empty, Guid.AllBitsSet },
        };

        Damaged(alone).ShouldContain("6 items cannot be read.");
        Damaged(shared)
            .ShouldContain("6 items cannot be read, each counted in every backup that has it.");
    }

    [Fact]
    public void What_a_damaged_index_hides_is_not_called_lost() =>
        Damaged(Finding("index/abcd") with { AffectedCount = 6 })
            .ShouldContain("6 items cannot be read as long as it is so.");

    [Fact]
    public void No_items_are_counted_where_a_whole_backup_is_gone() =>
        Damaged(Finding(Backup))
            .ShouldStartWith("1 file of the backups' storage is missing or damaged. ");

    [Fact]
    public void A_file_that_no_item_lies_in_is_told_by_what_it_is()
    {
        VerifyWords
            .Of(Finding("vault"), BackupNames.None)
            .ShouldBe("vault: damaged (it does not authenticate); the vault's own file.");
        VerifyWords
            .Of(Finding(Backup), BackupNames.None)
            .ShouldBe(
                $"{Backup}: damaged (it does not authenticate); a record of backup 11111111-0000-0000-0000-000000000000."
            );
    }

    [Fact]
    public void What_is_lost_is_told_objects_first_and_by_what_it_is()
    {
        var finding = Finding("packs/ab/abcd") with
        {
            Affected =
            [
                Entry("foreign-labels", "ORG-1"),
                Entry("objects", "ITA-1"),
                Entry("objects", "ITA-2"),
                Entry("history", "ITA-2"),
                Entry("schema", ""),
            ],
            AffectedCount = 19,
            ByTree = new Dictionary<string, long>
            {
                ["foreign-labels"] = 12,
                ["objects"] = 2,
                ["history"] = 1,
                ["schema"] = 1,
                ["steps"] = 3,
            },
        };

        VerifyWords
            .Of(finding, BackupNames.None)
            .ShouldBe(
                "packs/ab/abcd: damaged (it does not authenticate); lost with it: 2 objects (ITA-1, ITA-2), the schema itself, the history of 1 object (ITA-2), the names of 12 objects elsewhere (ORG-1), 3 other items."
            );

        static AffectedEntry Entry(string tree, string key) =>
            new(RootKind.Snapshot, Guid.Empty, tree, "", "1", key);
    }

    [Fact]
    public void Of_many_lost_objects_twenty_are_named()
    {
        var keys = Enumerable.Range(1, 21).Select(number => $"ITA-{number}").ToList();
        var finding = Finding("packs/ab/abcd") with
        {
            Affected =
            [
                .. keys.Select(key => new AffectedEntry(
                    RootKind.Snapshot,
                    Guid.Empty,
                    "objects",
                    "",
                    key,
                    key
                )),
            ],
            AffectedCount = 21,
            ByTree = new Dictionary<string, long> { ["objects"] = 21 },
        };

        var words = VerifyWords.Of(finding, BackupNames.None);

        words.ShouldContain("ITA-20 and others");
        words.ShouldNotContain("ITA-21");
    }

    private static string Damaged(params VerifyFinding[] findings) =>
        VerifyWords.Damaged(
            new VerifyReport(findings, 0, 0, 0, 0, 0, new HashSet<Guid>()),
            gone: [],
            cut: [],
            isWhole: true
        );

    private static VerifyFinding Finding(string blob) =>
        new(
            blob,
            VerifyProblem.Damaged,
            "it does not authenticate",
            [],
            AffectedCount: 0,
            new Dictionary<string, long>(),
            new HashSet<Guid>()
        );
}
