using JiraSimulator.Assets.Aql;
using JiraSimulator.Sites;
using JiraSimulator.Worlds;

namespace JiraSimulator.Assets;

/// <summary>A value that the attribute does not take; the message is loosely Atlassian's (contract §1.5).</summary>
internal sealed class ValueRefused(string message) : Exception(message);

/// <summary>What one attribute takes: format, number, uniqueness, and that what is named exists (contract §6.6).</summary>
internal sealed class ValueRules(World world, Account caller, AttributeDefinition attribute)
{
    private readonly AttributeSettings settings = attribute.Settings;

    /// <summary>The values as they are stored.</summary>
    public List<string> Read(List<string> texts, AssetObject? changing)
    {
        var maximum = settings.MaximumCardinality;
        if (maximum >= 0 && texts.Count > maximum)
            throw new ValueRefused($"{attribute.Name} can only contain max {maximum} value(s)");
        var values = texts.Select(ReadOne).ToList();
        if (settings.Unique)
            CheckUnique(values, changing);
        return values;
    }

    private string ReadOne(string text) =>
        settings.Kind switch
        {
            AttributeKind.Reference => Reference(text),
            AttributeKind.User => User(text),
            AttributeKind.Group => Known(world.Site.Groups, text, "Invalid Group(s)"),
            AttributeKind.Project => Known(
                world.Site.ProjectKeys,
                text,
                "The project was not found in Jira"
            ),
            AttributeKind.Status => Status(text),
            _ => ValueFormats.Check(settings, text),
        };

    private static string Known(IReadOnlyList<string> names, string text, string message) =>
        names.Contains(text) ? text : throw new ValueRefused(message);

    private string User(string accountId)
    {
        var account = world.Site.Accounts.FirstOrDefault(a => a.AccountId == accountId);
        if (account is null || (!account.IsActive && world.Switches.InactiveUsersRefused))
            throw new ValueRefused($"The user {accountId} was not found in Jira");
        return
            settings.TypeValueMulti.Count == 0
            || settings.TypeValueMulti.Any(account.Groups.Contains)
            ? accountId
            : throw new ValueRefused($"The user {accountId} is invalid due to restrictions");
    }

    private string Status(string text)
    {
        var schemaId = world.Types[attribute.OwnerTypeId].SchemaId;
        var visible = world
            .Statuses.Values.Where(s => s.SchemaId is null || s.SchemaId == schemaId)
            .ToList();
        var status =
            visible.FirstOrDefault(s => Json.Wire.IdText(s.Id) == text)
            ?? visible.FirstOrDefault(s => s.Name.Equals(text, StringComparison.OrdinalIgnoreCase))
            ?? throw new ValueRefused($"The status value provided is invalid: {text}");
        var id = Json.Wire.IdText(status.Id);
        return settings.TypeValueMulti.Count == 0 || settings.TypeValueMulti.Contains(id)
            ? id
            : throw new ValueRefused($"The status {status.Name} is invalid due to restrictions");
    }

    /// <summary>An object by its key or its id.</summary>
    private string Reference(string text)
    {
        var digits = text[(text.LastIndexOf('-') + 1)..];
        var target = long.TryParse(digits, out var id) ? world.Objects.Find(id) : null;
        if (target is null || (digits.Length < text.Length && world.KeyOf(target) != text))
            throw new ValueRefused($"The value provided is invalid: no object {text}");
        CheckTarget(target);
        return Json.Wire.IdText(target.Id);
    }

    private void CheckTarget(AssetObject target)
    {
        var type = world.Types[target.TypeId];
        var wanted = settings.ReferenceObjectTypeId!.Value;
        var schema = world.Schemas[type.SchemaId];
        if (
            schema.Id != world.Types[attribute.OwnerTypeId].SchemaId
            && !schema.AllowOtherObjectSchema
        )
        {
            throw new ValueRefused(
                $"The value refers to the schema {schema.Name}, which does not allow it"
            );
        }
        var fits = settings.IncludeChildObjectTypes
            ? world.IsSameOrBelow(type, wanted)
            : type.Id == wanted;
        if (!fits)
        {
            throw new ValueRefused(
                $"The value provided is invalid: {world.KeyOf(target)} has another type"
            );
        }
        if (!PassesFilter(target))
            throw new ValueRefused($"{world.KeyOf(target)} is invalid due to restrictions");
    }

    /// <summary>A filter with placeholders has a meaning only inside an issue.</summary>
    private bool PassesFilter(AssetObject target)
    {
        var filter = settings.QlQuery;
        if (filter.Length == 0 || filter.Contains("${", StringComparison.Ordinal))
            return true;
        var scope = new AqlScope(world, caller);
        return AqlParser.Parse(filter).Where is not { } where
            || new AqlCompiler(scope).Compile(where)(target);
    }

    private void CheckUnique(List<string> values, AssetObject? changing)
    {
        var owner = world.Types[attribute.OwnerTypeId];
        foreach (var other in world.ObjectsHolding(owner).Where(o => o.Id != changing?.Id))
        {
            if (
                other
                    .ValuesOf(attribute.Id)
                    .Any(held => values.Contains(held, StringComparer.OrdinalIgnoreCase))
            )
            {
                throw new ValueRefused($"{attribute.Name} has duplicated value");
            }
        }
    }
}
