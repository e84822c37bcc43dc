namespace AssetsBackup.Vault;

/// <summary>
/// One line of a tree. Entries are ordered by (Group, Id): texts of ASCII digits by their value, before all other texts,
/// which go by UTF-16 code units. A text is at most <see cref="LongestText"/> long and has no lone surrogate.
/// </summary>
/// <param name="Group">What the entry is listed under, for instance the id of its object type.</param>
/// <param name="Id">Its id, unique in the group.</param>
/// <param name="Key">A key for people; may be empty.</param>
/// <param name="Label">A label for people; may be empty.</param>
/// <param name="UpdatedUtcTicks">When the thing was last changed: 100 ns ticks, UTC; 0 where unknown.</param>
/// <param name="Record">The record that holds the thing itself.</param>
public sealed record TreeEntry(
    string Group,
    string Id,
    string Key,
    string Label,
    long UpdatedUtcTicks,
    RecordId Record
)
{
    /// <summary>The longest text of an entry, in UTF-16 code units.</summary>
    public const int LongestText = VaultLimits.Text;

    /// <summary>True for an entry that only takes away an earlier staged one; readers never see such an entry.</summary>
    public bool IsRemoved { get; private init; }

    /// <summary>As much of a text from the start as an entry may hold; the record has the whole.</summary>
    public static string Clip(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= LongestText)
            return text;
        var end = char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText;
        return text[..end];
    }

    /// <summary>An entry that takes away whatever was staged before it under the same group and id.</summary>
    public static TreeEntry Removed(string group, string id) =>
        new(group, id, Key: "", Label: "", UpdatedUtcTicks: 0, default) { IsRemoved = true };
}
