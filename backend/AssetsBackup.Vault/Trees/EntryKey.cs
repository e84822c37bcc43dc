using System.Runtime.InteropServices;

namespace AssetsBackup.Vault;

/// <summary>What entries are ordered by: group, then id (docs/vault-format.md, "Trees").</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EntryKey(string Group, string Id)
{
    internal static readonly Comparer<EntryKey> Order = Comparer<EntryKey>.Create(
        (a, b) => a.CompareTo(b)
    );

    internal int CompareTo(EntryKey other)
    {
        var byGroup = Compare(Group, other.Group);
        return byGroup != 0 ? byGroup : Compare(Id, other.Id);
    }

    /// <summary>Texts of digits by value and before all others, which go by UTF-16 code units.</summary>
    internal static int Compare(string a, string b)
    {
        var (aIsNumber, bIsNumber) = (IsNumber(a), IsNumber(b));
        if (aIsNumber != bIsNumber)
            return aIsNumber ? -1 : 1;
        return aIsNumber ? CompareNumbers(a, b) : string.CompareOrdinal(a, b);
    }

    private static int CompareNumbers(string a, string b)
    {
        var aDigits = a.AsSpan().TrimStart('0');
        var bDigits = b.AsSpan().TrimStart('0');
        if (aDigits.Length != bDigits.Length)
            return aDigits.Length.CompareTo(bDigits.Length);
        var byValue = aDigits.SequenceCompareTo(bDigits);
        return byValue != 0 ? byValue : a.Length.CompareTo(b.Length);
    }

    private static bool IsNumber(string text) =>
        text.Length > 0 && !text.AsSpan().ContainsAnyExceptInRange('0', '9');
}
