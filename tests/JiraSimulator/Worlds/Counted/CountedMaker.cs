using System.Globalization;

namespace JiraSimulator.Worlds.Counted;

/// <summary>Computes one object from its id and the seed.</summary>
internal sealed class CountedMaker
{
    public static readonly DateTimeOffset Epoch = new(2026, 1, 5, 6, 0, 0, TimeSpan.Zero);

    private static readonly string[] Words =
    [
        "rack",
        "shelf",
        "spare",
        "leased",
        "Zürich",
        "façade",
        "cable",
        "blue",
        "north",
        "wing",
        "cooling",
        "uplink",
        "primary",
        "backup",
        "cluster",
        "node",
        "storage",
        "compute",
        "edge",
        "core",
        "lab",
        "guest",
        "voice",
        "legacy",
    ];

    private readonly List<long> slots;
    private readonly int count;
    private readonly ulong seed;
    private readonly Dictionary<long, IReadOnlyList<AttributeDefinition>> attributes;
    private readonly string[] statuses;
    private readonly string[] users;
    private readonly CountedParts parts;

    public CountedMaker(World world, List<long> slots, int count, ulong seed)
    {
        (this.slots, this.count, this.seed) = (slots, count, seed);
        attributes = world.Types.Values.ToDictionary(
            type => type.Id,
            type =>
                (IReadOnlyList<AttributeDefinition>)
                    [.. world.AttributesOf(type).Where(a => !a.IsSystem)]
        );
        statuses = [.. world.Statuses.Keys.Select(id => id.ToString(CultureInfo.InvariantCulture))];
        users = [.. world.Site.Accounts.Where(a => a.IsActive).Select(a => a.AccountId)];
        parts = new CountedParts(seed, users);
    }

    public AssetObject Make(long id, long typeId)
    {
        var created = Epoch.AddSeconds(id);
        return new AssetObject(
            id,
            typeId,
            held => Values(held, typeId),
            held => parts.Make(held, created)
        )
        {
            Created = created,
            Updated = created.AddMinutes((int)(Draw(id, 0) % 100_000)),
        };
    }

    private ulong Draw(long id, long salt) =>
        Dice.Mix(Dice.Mix((ulong)id ^ (seed << 40)) + (ulong)salt);

    private Dictionary<long, List<string>> Values(long id, long typeId)
    {
        var ofType = attributes[typeId];
        var values = new Dictionary<long, List<string>>(ofType.Count);
        foreach (var attribute in ofType)
        {
            if (Value(id, attribute) is { } value)
                values.Add(attribute.Id, [value]);
        }
        return values;
    }

    private string? Value(long id, AttributeDefinition attribute)
    {
        var draw = Draw(id, attribute.Position + 1);
        return attribute.Settings.Kind switch
        {
            // Labels grow with ids, so that the default order of a search is the order of ids.
            AttributeKind.Default when attribute.Role == AttributeRole.Name =>
                $"ci-{id:D8} {Word(draw, 0)}",
            AttributeKind.Default => Plain(attribute.Settings.DefaultType!.Value, draw),
            AttributeKind.Status => statuses[draw % (ulong)statuses.Length],
            AttributeKind.User => users[draw % (ulong)users.Length],
            _ => Target(id, attribute.Settings.ReferenceObjectTypeId!.Value, draw),
        };
    }

    private static string Plain(DefaultType type, ulong draw) =>
        type switch
        {
            DefaultType.Text => $"SN-{draw:X16}",
            DefaultType.Textarea => string.Join(
                ' ',
                Enumerable.Range(0, 6).Select(i => Word(draw, i))
            ),
            DefaultType.Integer => (1 << (int)(draw % 11)).ToString(CultureInfo.InvariantCulture),
            _ => new DateOnly(2018, 1, 1)
                .AddDays((int)(draw % 3000))
                .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };

    private static string Word(ulong draw, int index) =>
        Words[Dice.Mix(draw + (ulong)index) % (ulong)Words.Length];

    /// <summary>An object of the wanted type not far away; none for one object in five.</summary>
    private string? Target(long id, long typeId, ulong draw)
    {
        if (draw % 5 == 0)
            return null;
        var slot = slots.IndexOf(typeId);
        var cycle = ((id - 1) / slots.Count) + (long)(draw >> 32) % 50;
        var target = (cycle * slots.Count) + slot + 1;
        return target <= count ? target.ToString(CultureInfo.InvariantCulture) : null;
    }
}
