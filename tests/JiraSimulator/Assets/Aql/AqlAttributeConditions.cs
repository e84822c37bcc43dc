using System.Globalization;
using JiraSimulator.Worlds;

namespace JiraSimulator.Assets.Aql;

/// <summary>Conditions on attributes by name, also through references: <c>Office.City = "Bern"</c>.</summary>
internal sealed class AqlAttributeConditions(AqlScope scope)
{
    private readonly World world = scope.World;

    public Func<AssetObject, bool> Compile(AqlComparison comparison)
    {
        var attributes = scope.AttributesNamed(comparison.Field);
        if (attributes.Count > 0)
        {
            return candidate =>
                attributes.TryGetValue(candidate.TypeId, out var attribute)
                && Matches(comparison, attribute, candidate);
        }
        return ThroughReference(comparison)
            ?? throw Refusal.Bad($"The attribute \"{comparison.Field}\" does not exist");
    }

    private Func<AssetObject, bool>? ThroughReference(AqlComparison comparison)
    {
        var dot = comparison.Field.IndexOf('.', StringComparison.Ordinal);
        if (dot <= 0)
            return null;
        var references = scope.AttributesNamed(comparison.Field[..dot]);
        if (references.Count == 0)
            return null;
        var inner = new AqlCompiler(scope).Compile(
            comparison with
            {
                Field = comparison.Field[(dot + 1)..],
            }
        );
        return candidate =>
            references.TryGetValue(candidate.TypeId, out var reference)
            && world.LiveValuesOf(candidate, reference).Select(TargetOf).Any(inner);
    }

    private AssetObject TargetOf(string id) =>
        world.Objects.Find(long.Parse(id, CultureInfo.InvariantCulture))!;

    private bool Matches(
        AqlComparison comparison,
        AttributeDefinition attribute,
        AssetObject candidate
    )
    {
        if (attribute.Role == AttributeRole.Key)
            return Text(comparison, [world.KeyOf(candidate)]);
        var held = world.LiveValuesOf(candidate, attribute);
        if (comparison.Values.Count == 0)
            return AqlOperators.MatchesText(comparison.Operator, held, []);
        if (attribute.Is(DefaultType.Integer) || attribute.Is(DefaultType.Double))
        {
            var wanted = comparison.Values.Select(value => Decimal(value.Text)).ToHashSet();
            return AqlOperators.MatchesOrder(
                comparison.Operator,
                [.. held.Select(Decimal)],
                wanted
            );
        }
        if (attribute.Is(DefaultType.Date) || attribute.Is(DefaultType.DateTime))
        {
            var wanted = comparison.Values.Select(scope.Time.Read).ToHashSet();
            var times = held.Select(value => scope.Time.Read(new AqlValue(value)));
            return AqlOperators.MatchesOrder(comparison.Operator, [.. times], wanted);
        }
        return Text(comparison, [.. held.SelectMany(value => NamesOf(attribute, value))]);
    }

    private bool Text(AqlComparison comparison, IReadOnlyList<string> held)
    {
        var wanted = comparison
            .Values.Select(v => v.IsCallOf("currentUser") ? scope.Caller.AccountId : v.Text)
            .ToList();
        return AqlOperators.MatchesText(comparison.Operator, held, wanted);
    }

    /// <summary>All the names under which a query may mean this value.</summary>
    private IEnumerable<string> NamesOf(AttributeDefinition attribute, string value)
    {
        switch (attribute.Settings.Kind)
        {
            case AttributeKind.Reference:
                var target = TargetOf(value);
                return [world.LabelOf(target), world.KeyOf(target)];
            case AttributeKind.Status:
                return [world.Statuses[long.Parse(value, CultureInfo.InvariantCulture)].Name];
            case AttributeKind.User:
                var account = world.Site.Accounts.FirstOrDefault(a => a.AccountId == value);
                return account is null ? [value] : [value, account.DisplayName, account.Email];
            default:
                return [value];
        }
    }

    private static decimal Decimal(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Refusal.Bad($"\"{text}\" is not a number");
}
