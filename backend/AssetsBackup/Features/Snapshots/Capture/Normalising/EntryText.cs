namespace AssetsBackup.Features.Snapshots.Capture.Normalising;

/// <summary>Texts of tree entries have a bound; the record has the whole label.</summary>
internal static class EntryText
{
    private const int Longest = 4096;

    public static string Clip(string? text)
    {
        if (text is null || text.Length <= Longest)
            return text ?? "";
        var end = char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest;
        return text[..end];
    }
}
