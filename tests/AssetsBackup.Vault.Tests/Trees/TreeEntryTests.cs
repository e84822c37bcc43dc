namespace AssetsBackup.Vault.Tests.Trees;

public sealed class TreeEntryTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1024, 1024)]
    [InlineData(1025, 1024)]
    public void A_text_is_cut_to_what_an_entry_holds(int length, int kept) =>
        TreeEntry.Clip(new string('x', length)).Length.ShouldBe(kept);

    [Fact]
    public void No_character_is_cut_in_two() =>
        TreeEntry.Clip(new string('x', 1023) + "\U0001F600").ShouldBe(new string('x', 1023));
}
