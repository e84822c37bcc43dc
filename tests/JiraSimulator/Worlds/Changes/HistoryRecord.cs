using System.Globalization;

namespace JiraSimulator.Worlds.Changes;

/// <summary>Writes an object's history as changes are made to it.</summary>
internal static class HistoryRecord
{
    public static void Born(AssetObject born, string accountId) =>
        born.Parts.History.Add(
            new HistoryEntry(born.Parts.NextId(), accountId, born.Created, HistoryKind.Born)
        );

    /// <summary>To be called before the values are set.</summary>
    public static void Change(
        World world,
        AssetObject changing,
        AttributeDefinition attribute,
        IReadOnlyList<string> values,
        string accountId
    )
    {
        var before = changing.ValuesOf(attribute.Id);
        if (before.SequenceEqual(values))
            return;
        changing.Parts.History.Add(
            new HistoryEntry(
                changing.Parts.NextId(),
                accountId,
                world.Now,
                attribute.IsReference ? HistoryKind.ReferenceChanged : HistoryKind.ValueChanged
            )
            {
                Attribute = attribute.Name,
                OldValue = Shown(world, attribute, before),
                NewValue = Shown(world, attribute, values),
            }
        );
    }

    /// <summary>Null for no value.</summary>
    public static string? Shown(
        World world,
        AttributeDefinition attribute,
        IReadOnlyList<string> values
    ) =>
        values.Count == 0
            ? null
            : string.Join(", ", values.Select(v => Shown(world, attribute, v)));

    private static string Shown(World world, AttributeDefinition attribute, string value) =>
        attribute.Settings.Kind switch
        {
            AttributeKind.Reference => world.Objects.Find(Number(value)) is { } target
                ? world.LabelOf(target)
                : value,
            AttributeKind.Status => world.Statuses.TryGetValue(Number(value), out var status)
                ? status.Name
                : value,
            AttributeKind.User => world
                .Site.Accounts.FirstOrDefault(account => account.AccountId == value)
                ?.DisplayName
                ?? value,
            _ => value,
        };

    private static long Number(string id) => long.Parse(id, CultureInfo.InvariantCulture);
}
