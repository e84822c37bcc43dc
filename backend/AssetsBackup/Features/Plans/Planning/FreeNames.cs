using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Hosting.Problems;

namespace AssetsBackup.Features.Plans.Planning;

/// <summary>Proposals in the place of a name or key that the destination has already.</summary>
internal static class FreeNames
{
    private const int LongestKey = 10;

    /// <exception cref="ProblemException">name-taken, key-taken; each with one that is free.</exception>
    public static void EnsureFree(IReadOnlyList<SchemaLine> schemas, string name, string key)
    {
        var names = schemas.Select(schema => schema.Name).ToList();
        var keys = schemas.Select(schema => schema.ObjectSchemaKey).ToList();
        var isNameTaken = names.Contains(name, StringComparer.OrdinalIgnoreCase);
        var isKeyTaken = keys.Contains(key, StringComparer.OrdinalIgnoreCase);
        if (isNameTaken || isKeyTaken)
            throw PlanProblems.Taken(
                isNameTaken ? Name(name, names) : null,
                isKeyTaken ? Key(key, keys) : null
            );
    }

    private static string Name(string wanted, IEnumerable<string?> taken) =>
        First(taken, number => Cut(wanted, $" {number}", MakePlanValidator.LongestName));

    private static string Key(string wanted, IEnumerable<string?> taken) =>
        First(taken, number => Cut(wanted, number.ToString(), LongestKey));

    private static string Cut(string wanted, string ending, int longest)
    {
        var length = Math.Min(wanted.Length, longest - ending.Length);
        if (char.IsHighSurrogate(wanted[length - 1]))
            length--;
        return wanted[..length] + ending;
    }

    private static string First(IEnumerable<string?> taken, Func<int, string> proposal)
    {
        var names = taken.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Enumerable
            .Range(2, int.MaxValue - 2)
            .Select(proposal)
            .First(name => !names.Contains(name));
    }
}
