using AssetsBackup.Features.Snapshots.Capture.Normalising;

namespace AssetsBackup.Tests.Capture;

public sealed class IdOrderTests
{
    /// <summary>The same list as the vault's own test of the order of its trees.</summary>
    [Fact]
    public void Attributes_lie_in_an_object_in_the_order_of_trees()
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

        Array.Sort(shuffled, Members.CompareIds);

        shuffled.ShouldBe(ordered);
    }
}
