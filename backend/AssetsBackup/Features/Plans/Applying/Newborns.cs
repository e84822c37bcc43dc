using AssetsBackup.Features.Snapshots.Records;

namespace AssetsBackup.Features.Plans.Applying;

/// <summary>Which of the four attributes that a type is born with stands for which of the source's (contract §5.3).</summary>
internal static class Newborns
{
    public static IEnumerable<(AttributeRecord Source, AttributeRecord There)> Match(
        IEnumerable<AttributeRecord> source,
        IEnumerable<AttributeRecord> there
    )
    {
        var free = there.OrderBy(one => one.Position).ToList();
        // Those with their own name first: a renamed one takes what is left of its role.
        var byName = source.ToLookup(one => free.Any(candidate => IsSame(one, candidate)));
        foreach (var one in byName[true].Concat(byName[false].OrderBy(one => one.Position)))
        {
            var match =
                free.FirstOrDefault(candidate => IsSame(one, candidate))
                ?? free.FirstOrDefault(candidate => RoleOf(candidate) == RoleOf(one));
            if (match is null)
                continue;
            free.Remove(match);
            yield return (one, match);
        }
    }

    private static bool IsSame(AttributeRecord one, AttributeRecord candidate) =>
        one.Name == candidate.Name && RoleOf(one) == RoleOf(candidate);

    private static (bool IsSystem, int? Format) RoleOf(AttributeRecord one) =>
        (one.System, one.System ? one.DefaultType?.Id : null);
}
