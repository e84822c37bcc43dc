using AssetsBackup.Features;

namespace AssetsBackup.Tests;

public sealed class WordsTests
{
    [Theory]
    [InlineData(0, "0 bytes")]
    [InlineData(1, "1 byte")]
    [InlineData(999, "999 bytes")]
    [InlineData(1000, "1.0 kB")]
    [InlineData(9949, "9.9 kB")]
    [InlineData(9950, "10 kB")]
    [InlineData(999_499, "999 kB")]
    [InlineData(999_500, "1.0 MB")]
    [InlineData(4_213_000, "4.2 MB")]
    [InlineData(3_000_000_000_000_000, "3000 TB")]
    public void Bytes_are_told_in_the_unit_in_which_they_are_read(long bytes, string words) =>
        Words.Bytes(bytes).ShouldBe(words);
}
