using CsCheck;

namespace AssetsBackup.Vault.Tests;

[Trait(Cases.Trait, Cases.Property)]
public sealed class PageCutterTests
{
    private const int Reach = 5;
    private const int Limit = 64;

    [Fact]
    public void Pages_hold_all_items_and_keep_their_lengths() =>
        Gen
            .ULong.Array[0, 500]
            .Sample(
                hashes =>
                {
                    var lengths = Lengths(hashes);
                    lengths.Sum().ShouldBe(hashes.Length);
                    lengths.ShouldAllBe(length => length <= Limit);
                    lengths.SkipLast(1).ShouldAllBe(length => length > Reach);
                },
                iter: Cases.Count(300)
            );

    [Fact]
    public void Pages_have_eleven_items_on_average()
    {
        var random = new Random(1);
        var hashes = Enumerable.Range(0, 100_000).Select(_ => (ulong)random.NextInt64()).ToArray();

        Lengths(hashes).Average().ShouldBeInRange(10.5, 11.5);
    }

    [Fact]
    public void An_item_that_comes_changes_no_boundary_far_from_it()
    {
        var random = new Random(2);
        var hashes = Enumerable.Range(0, 2000).Select(_ => (ulong)random.NextInt64()).ToArray();
        ulong[] longer = [.. hashes[..1000], ulong.MaxValue, .. hashes[1000..]];

        var before = Boundaries(hashes);
        var after = Boundaries(longer)
            .Select(position => position > 1000 ? position - 1 : position)
            .ToHashSet();

        before.Where(position => Math.Abs(position - 1000) > 70).ShouldBeSubsetOf(after);
    }

    private static HashSet<int> Boundaries(ulong[] hashes)
    {
        var position = 0;
        return Lengths(hashes).Select(length => position += length).ToHashSet();
    }

    private static List<int> Lengths(ulong[] hashes)
    {
        var cutter = new PageCutter(Reach, Limit);
        var lengths = hashes.Select(cutter.Add).Where(length => length > 0).ToList();
        lengths.AddRange(cutter.Finish());
        return lengths;
    }
}
