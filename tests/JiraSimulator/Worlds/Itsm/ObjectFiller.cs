using System.Globalization;
using JiraSimulator.Assets.Aql;

namespace JiraSimulator.Worlds.Itsm;

/// <summary>Makes the objects: first all of them with their plain values, then the references among them.</summary>
internal sealed class ObjectFiller(World world, WorldBuilder builder, Dice dice)
{
    private static readonly DateTimeOffset Epoch = new(2026, 1, 5, 6, 0, 0, TimeSpan.Zero);

    private readonly ValueMaker values = new(world, dice);
    private readonly ILookup<long, (AttributeDefinition Attribute, AttributeSpec Spec)> byOwner =
        builder.Attributes.ToLookup(a => a.Type.Id, a => (a.Attribute, a.Spec));

    /// <param name="total">How many there are.</param>
    /// <param name="share">What is made of the objects that a spec counts.</param>
    /// <param name="rest">The type of those that no spec counts.</param>
    /// <exception cref="FormatException">They are too few for one of each type.</exception>
    public void Fill(int total, double share, string rest)
    {
        var order = Order(total, share, rest);
        var numbers = new Dictionary<long, int>();
        for (var ordinal = 1; ordinal <= order.Count; ordinal++)
        {
            var type = order[ordinal - 1];
            var number = numbers[type.Id] = numbers.GetValueOrDefault(type.Id) + 1;
            world.Objects.Add(Make(type, number, ordinal));
        }
        foreach (var type in world.Types.Values.ToList())
            FillReferences(type);
    }

    /// <summary>Types in the order of their objects' ids: mixed, so that ids of one type are sparse.</summary>
    private List<ObjectType> Order(int total, double share, string rest)
    {
        var order = new List<ObjectType>();
        foreach (var (typeId, spec) in builder.SpecOfType)
            order.AddRange(Enumerable.Repeat(world.Types[typeId], CountOf(spec, share)));
        var last = world.Types[builder.SpecOfType.Single(pair => pair.Value.Name == rest).Key];
        if (order.Count > total)
            throw new FormatException($"This world has {order.Count} objects at least");
        order.AddRange(Enumerable.Repeat(last, total - order.Count));
        dice.Shuffle(order);
        return order;
    }

    private static int CountOf(TypeSpec spec, double share) =>
        Math.Min(spec.Count, Math.Max(1, (int)(spec.Count * share)));

    private AssetObject Make(ObjectType type, int number, int ordinal)
    {
        var created = Epoch.AddSeconds(dice.Below(200 * 86400)).AddMilliseconds(dice.Below(1000));
        var made = new AssetObject(world.Counters.NextObject(), type.Id)
        {
            Created = created,
            Updated = created.AddSeconds(dice.Below(90 * 86400)),
        };
        foreach (
            var attribute in world.AttributesOf(type).Where(a => !a.IsSystem && !a.IsReference)
        )
        {
            // An inherited attribute is shared: numbers within a type would meet those of others.
            var shown = attribute.Settings.Unique ? ordinal : number;
            made.Set(attribute.Id, PlainValues(type, attribute, shown));
        }
        return made;
    }

    private List<string> PlainValues(ObjectType type, AttributeDefinition attribute, int number)
    {
        if (attribute.Role == AttributeRole.Name)
            return [values.Label(builder.SpecOfType[type.Id].Label, number)];
        var spec = SpecOf(attribute);
        var count = CountFor(attribute.Settings);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ => values.Make(attribute, spec, number))
                .Distinct(),
        ];
    }

    private void FillReferences(ObjectType type)
    {
        foreach (var attribute in world.AttributesOf(type).Where(a => a.IsReference))
        {
            var targets = TargetsOf(attribute);
            foreach (var id in world.Objects.IdsOf(type.Id))
            {
                var count = Math.Min(CountFor(attribute.Settings), targets.Count);
                var chosen = Enumerable.Range(0, count).Select(_ => dice.Pick(targets)).Distinct();
                // Now and then an object refers to itself, where its type allows that.
                if (count > 0 && targets.Contains(id) && dice.Chance(8))
                    chosen = chosen.Prepend(id).Distinct().Take(count);
                world
                    .Objects.Find(id)!
                    .Set(
                        attribute.Id,
                        [.. chosen.Select(t => t.ToString(CultureInfo.InvariantCulture))]
                    );
            }
        }
    }

    /// <summary>Objects of the right type that pass the filter, as the server would ask of a writer.</summary>
    private List<long> TargetsOf(AttributeDefinition attribute)
    {
        var settings = attribute.Settings;
        var wanted = settings.ReferenceObjectTypeId!.Value;
        var types = world.Types.Values.Where(t =>
            settings.IncludeChildObjectTypes ? world.IsSameOrBelow(t, wanted) : t.Id == wanted
        );
        var ids = types.SelectMany(t => world.Objects.IdsOf(t.Id));
        if (
            settings.QlQuery.Length == 0
            || settings.QlQuery.Contains("${", StringComparison.Ordinal)
        )
        {
            return [.. ids];
        }
        var scope = new AqlScope(world, world.Site.Accounts[0]);
        var passes = new AqlCompiler(scope).Compile(AqlParser.Parse(settings.QlQuery).Where!);
        return [.. ids.Where(id => passes(world.Objects.Find(id)!))];
    }

    private int CountFor(AttributeSettings settings)
    {
        if (settings.Unique)
            return 1;
        if (settings.MinimumCardinality == 0 && dice.Chance(25))
            return 0;
        var maximum = settings.MaximumCardinality < 0 ? 6 : settings.MaximumCardinality;
        return dice.Between(Math.Max(1, settings.MinimumCardinality), Math.Max(1, maximum));
    }

    private AttributeSpec SpecOf(AttributeDefinition attribute) =>
        byOwner[attribute.OwnerTypeId].First(pair => pair.Attribute == attribute).Spec;
}
