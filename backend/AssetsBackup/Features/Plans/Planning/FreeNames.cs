namespace AssetsBackup.Features.Plans.Planning;

/// <summary>Proposals in the place of a name or key that the destination has already (product G2).</summary>
internal static class FreeNames
{
    private const int LongestKey = 10;

    public static string Name(string wanted, IEnumerable<string?> taken) =>
        First(taken, number => $"{wanted} {number}");

    public static string Key(string wanted, IEnumerable<string?> taken) =>
        First(
            taken,
            number =>
            {
                var ending = number.ToString();
                return wanted[..Math.Min(wanted.Length, LongestKey - ending.Length)] + ending;
            }
        );

    private static string First(IEnumerable<string?> taken, Func<int, string> proposal)
    {
        var names = taken.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Enumerable
            .Range(2, int.MaxValue - 2)
            .Select(proposal)
            .First(name => !names.Contains(name));
    }
}
