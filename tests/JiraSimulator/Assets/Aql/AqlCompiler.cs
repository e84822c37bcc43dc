using System.Globalization;
using JiraSimulator.Worlds;

namespace JiraSimulator.Assets.Aql;

/// <summary>Turns conditions into predicates over objects; names that exist nowhere are refused.</summary>
internal sealed class AqlCompiler(AqlScope scope)
{
    private readonly World world = scope.World;

    public Func<AssetObject, bool> Compile(AqlCondition condition) =>
        condition switch
        {
            AqlAnd and => All([.. and.Parts.Select(Compile)]),
            AqlOr or => Any([.. or.Parts.Select(Compile)]),
            AqlComparison comparison => Compare(comparison),
            _ => throw new InvalidOperationException($"no such condition: {condition}"),
        };

    /// <summary>Types that a condition on type or schema allows, or null for another condition.</summary>
    public HashSet<long>? TypesAllowedBy(AqlComparison comparison)
    {
        Func<ObjectType, bool>? named = comparison.Field.ToUpperInvariant() switch
        {
            "OBJECTTYPE" => TypeNamed(comparison),
            "OBJECTTYPEID" => TypeWithId(comparison),
            "OBJECTSCHEMA" => SchemaNamed(comparison),
            "OBJECTSCHEMAID" => type => comparison.Values.Any(v => Number(v) == type.SchemaId),
            _ => null,
        };
        if (named is null)
            return null;
        var negated = comparison.Operator switch
        {
            AqlOperator.Equal or AqlOperator.EqualCase or AqlOperator.In => false,
            AqlOperator.NotEqual or AqlOperator.NotIn => true,
            _ => throw Refusal.Bad($"The operator is not allowed with {comparison.Field}"),
        };
        return [.. scope.Types.Where(type => named(type) != negated).Select(type => type.Id)];
    }

    public static long Number(AqlValue value) =>
        long.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Refusal.Bad($"\"{value.Text}\" is not a number");

    private Func<AssetObject, bool> Compare(AqlComparison comparison)
    {
        if (TypesAllowedBy(comparison) is { } types)
            return candidate => types.Contains(candidate.TypeId);
        return comparison.Field.ToUpperInvariant() switch
        {
            "OBJECTID" => ById(comparison),
            "KEY" => Matching(comparison, candidate => [world.KeyOf(candidate)]),
            "LABEL" or "OBJECT" => Matching(
                comparison,
                candidate => Filled(world.LabelOf(candidate))
            ),
            "CREATED" => ByTime(comparison, candidate => candidate.Created),
            "UPDATED" => ByTime(comparison, candidate => candidate.Updated),
            _ => new AqlAttributeConditions(scope).Compile(comparison),
        };
    }

    private Func<AssetObject, bool> ById(AqlComparison comparison)
    {
        var equality =
            comparison.Operator
            is AqlOperator.Equal
                or AqlOperator.In
                or AqlOperator.NotEqual
                or AqlOperator.NotIn;
        if (!equality && !world.Switches.ObjectIdComparisons)
            throw Refusal.Bad("objectId cannot be compared by size");
        var numbers = comparison.Values.Select(Number).ToHashSet();
        return AqlOperators.ByOrder(comparison.Operator, numbers, candidate => candidate.Id);
    }

    private Func<AssetObject, bool> ByTime(
        AqlComparison comparison,
        Func<AssetObject, DateTimeOffset> read
    )
    {
        var times = comparison.Values.Select(scope.Time.Read).ToHashSet();
        return AqlOperators.ByOrder(comparison.Operator, times, read);
    }

    private static Func<AssetObject, bool> Matching(
        AqlComparison comparison,
        Func<AssetObject, IReadOnlyList<string>> read
    )
    {
        var wanted = comparison.Values.Select(value => value.Text).ToList();
        return candidate => AqlOperators.MatchesText(comparison.Operator, read(candidate), wanted);
    }

    private Func<ObjectType, bool> TypeNamed(AqlComparison comparison)
    {
        var allowed = comparison.Values.Select(TypesOf).ToList();
        return type => allowed.Any(matches => matches(type));
    }

    private Func<ObjectType, bool> TypesOf(AqlValue value)
    {
        if (value.IsCallOf("objectTypeAndChildren") && value.Arguments is [var wanted])
        {
            var roots = scope.Types.Where(type => IsCalled(type, wanted)).ToList();
            return roots.Count == 0
                ? throw Refusal.Bad($"The object type \"{wanted}\" does not exist")
                : type => roots.Any(root => world.IsSameOrBelow(type, root.Id));
        }
        return scope.Types.Any(type => HasName(type, value.Text))
            ? type => HasName(type, value.Text)
            : throw Refusal.Bad($"The object type \"{value.Text}\" does not exist");
    }

    private Func<ObjectType, bool> TypeWithId(AqlComparison comparison)
    {
        var ids = comparison
            .Values.Where(value => value.Arguments is null)
            .Select(Number)
            .ToHashSet();
        var trees = comparison
            .Values.Where(value => value.Arguments is not null)
            .Select(TypesOf)
            .ToList();
        return type => ids.Contains(type.Id) || trees.Any(matches => matches(type));
    }

    private Func<ObjectType, bool> SchemaNamed(AqlComparison comparison)
    {
        var names = comparison.Values.Select(value => value.Text).ToList();
        return type =>
            names.Exists(name => name.Equals(world.Schemas[type.SchemaId].Name, scope.Names));
    }

    private bool HasName(ObjectType type, string name) => type.Name.Equals(name, scope.Names);

    private bool IsCalled(ObjectType type, string nameOrId) =>
        HasName(type, nameOrId) || type.Id.ToString(CultureInfo.InvariantCulture) == nameOrId;

    private static IReadOnlyList<string> Filled(string text) => text.Length == 0 ? [] : [text];

    private static Func<AssetObject, bool> All(Func<AssetObject, bool>[] parts) =>
        candidate => Array.TrueForAll(parts, part => part(candidate));

    private static Func<AssetObject, bool> Any(Func<AssetObject, bool>[] parts) =>
        candidate => Array.Exists(parts, part => part(candidate));
}
