using CsCheck;

namespace AssetsBackup.Vault.Tests;

[Trait(Cases.Trait, Cases.Property)]
public sealed class EntryOrderTests
{
    [Fact]
    public void Numbers_come_first_by_value_and_other_texts_after_by_code_units()
    {
        string[] ordered =
        [
            "0",
            "1",
            "01",
            "001",
            "2",
            "9",
            "10",
            "99999999999999999999",
            "",
            "-1",
            "1a",
            "B",
            "a",
            "é",
        ];
        var shuffled = ordered.ToArray();
        new Random(3).Shuffle(shuffled);

        Array.Sort(shuffled, EntryKey.Compare);

        shuffled.ShouldBe(ordered);
    }

    [Fact]
    public void The_order_is_total()
    {
        var text = Gen.OneOf(
            Gen.String[Gen.Char['0', '2'], 0, 3],
            Gen.String[Gen.Char['/', ';'], 0, 3]
        );
        Gen.Select(text, text, text)
            .Sample(
                (a, b, c) =>
                {
                    Math.Sign(EntryKey.Compare(a, b)).ShouldBe(-Math.Sign(EntryKey.Compare(b, a)));
                    (EntryKey.Compare(a, b) == 0).ShouldBe(a == b);
                    if (EntryKey.Compare(a, b) <= 0 && EntryKey.Compare(b, c) <= 0)
                        EntryKey.Compare(a, c).ShouldBeLessThanOrEqualTo(0);
                },
                iter: Cases.Count(10_000)
            );
    }
}
