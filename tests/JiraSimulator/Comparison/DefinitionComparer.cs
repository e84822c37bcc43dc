using JiraSimulator.Worlds;

namespace JiraSimulator.Comparison;

/// <summary>Holds the definitions of paired schemas against each other: types by path, everything else by name.</summary>
internal sealed class DefinitionComparer(
    Side left,
    Side right,
    Differences differences,
    ComparisonCounts counts
)
{
    public void Run()
    {
        for (var pair = 0; pair < left.SchemaIds.Count; pair++)
        {
            CompareSchemas(
                left.World.Schemas[left.SchemaIds[pair]],
                right.World.Schemas[right.SchemaIds[pair]]
            );
        }
        CompareTypes();
        counts.Icons = left.Types.Select(type => type.IconId).Distinct().Count();
    }

    private void CompareSchemas(ObjectSchema l, ObjectSchema r)
    {
        differences.AddFacts(l.Name, DefinitionFacts.Of(l), DefinitionFacts.Of(r));
        counts.Statuses += Compare(
            $"{l.Name} / status ",
            left.World.Statuses.Values.Where(s => s.SchemaId == l.Id).ToDictionary(s => s.Name),
            right.World.Statuses.Values.Where(s => s.SchemaId == r.Id).ToDictionary(s => s.Name),
            DefinitionFacts.Of,
            DefinitionFacts.Of
        );
        counts.ReferenceTypes += Compare(
            $"{l.Name} / reference type ",
            left.World.ReferenceTypes.Values.Where(t => t.SchemaId == l.Id)
                .ToDictionary(t => t.Name),
            right
                .World.ReferenceTypes.Values.Where(t => t.SchemaId == r.Id)
                .ToDictionary(t => t.Name),
            DefinitionFacts.Of,
            DefinitionFacts.Of
        );
    }

    private void CompareTypes()
    {
        var rights = right.Types.ToDictionary(type => right.TypeMeaning(type.Id));
        counts.Types = Compare(
            "type ",
            left.Types.ToDictionary(type => left.TypeMeaning(type.Id)),
            rights,
            type => DefinitionFacts.Of(left, type),
            type => DefinitionFacts.Of(right, type)
        );
        foreach (var type in left.Types)
        {
            var own = left.World.OwnAttributesOf(type.Id).ToDictionary(a => a.Name);
            if (rights.TryGetValue(left.TypeMeaning(type.Id), out var other))
            {
                Compare(
                    $"{left.ShownType(type)} / attribute ",
                    own,
                    right.World.OwnAttributesOf(other.Id).ToDictionary(a => a.Name),
                    attribute => DefinitionFacts.Of(left, attribute),
                    attribute => DefinitionFacts.Of(right, attribute)
                );
            }
            counts.Attributes += own.Count;
        }
    }

    /// <summary>Answers how many there are on the left.</summary>
    private int Compare<T>(
        string path,
        Dictionary<string, T> lefts,
        Dictionary<string, T> rights,
        Func<T, Dictionary<string, string>> leftFacts,
        Func<T, Dictionary<string, string>> rightFacts
    )
    {
        foreach (var name in lefts.Keys.Union(rights.Keys))
        {
            var hasLeft = lefts.TryGetValue(name, out var l);
            var hasRight = rights.TryGetValue(name, out var r);
            if (hasLeft && hasRight)
                differences.AddFacts(path + name, leftFacts(l!), rightFacts(r!));
            else
                differences.Add(path + name, hasLeft ? "exists" : null, hasRight ? "exists" : null);
        }
        return lefts.Count;
    }
}
