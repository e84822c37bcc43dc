using System.Globalization;
using JiraSimulator.Worlds;

namespace JiraSimulator.Comparison;

/// <summary>The objects of one side as a graph: plain values on the nodes, references as named edges.</summary>
internal sealed class ObjectGraph
{
    public ObjectGraph(Side side)
    {
        Nodes = [.. side.Types.SelectMany(type => Read(side, type))];
        var index = new Dictionary<long, int>(Nodes.Count);
        for (var i = 0; i < Nodes.Count; i++)
            index.Add(Nodes[i].Id, i);
        foreach (var node in Nodes)
            Link(side, node, index);
        for (var i = 0; i < Nodes.Count; i++)
        {
            foreach (var (attribute, target) in Nodes[i].Targets)
                Nodes[target].Sources.Add((attribute, i));
        }
    }

    public List<ObjectNode> Nodes { get; }

    private static IEnumerable<ObjectNode> Read(Side side, ObjectType type)
    {
        var attributes = side
            .World.AttributesOf(type)
            .Where(a => !a.IsSystem && !a.IsReference)
            .ToList();
        var meaning = side.TypeMeaning(type.Id);
        var shown = side.ShownType(type);
        foreach (var id in side.World.Objects.IdsOf(type.Id))
        {
            var read = side.World.Objects.Find(id)!;
            var plain =
                from attribute in attributes
                from value in read.ValuesOf(attribute.Id)
                select (attribute.Name, Meaning(side, attribute, value));
            yield return new ObjectNode
            {
                Id = id,
                TypeId = type.Id,
                Type = meaning,
                ShownType = shown,
                Label = side.World.LabelOf(read),
                Plain = [.. plain.Order()],
            };
        }
    }

    private static string Meaning(Side side, AttributeDefinition attribute, string value) =>
        attribute.Settings.Kind switch
        {
            AttributeKind.Status => side.StatusMeaning(value),
            AttributeKind.User => side.UserMeaning(value),
            _ => value,
        };

    private static void Link(Side side, ObjectNode node, Dictionary<long, int> index)
    {
        var read = side.World.Objects.Find(node.Id)!;
        foreach (
            var attribute in side
                .World.AttributesOf(side.World.Types[node.TypeId])
                .Where(a => a.IsReference)
        )
        {
            foreach (var value in side.World.LiveValuesOf(read, attribute))
            {
                var id = long.Parse(value, CultureInfo.InvariantCulture);
                if (index.TryGetValue(id, out var target))
                {
                    node.Targets.Add((attribute.Name, target));
                    continue;
                }
                var outside = side.World.Objects.Find(id)!;
                node.Outside.Add(
                    (
                        attribute.Name,
                        $"{side.TypeMeaning(outside.TypeId)}:{side.World.LabelOf(outside)}"
                    )
                );
            }
        }
    }
}

internal sealed class ObjectNode
{
    public required long Id { get; init; }
    public required long TypeId { get; init; }
    public required string Type { get; init; }
    public required string ShownType { get; init; }
    public required string Label { get; init; }

    /// <summary>Values that are no references, by attribute name, sorted.</summary>
    public required List<(string Attribute, string Value)> Plain { get; init; }

    /// <summary>References to nodes of the same graph.</summary>
    public List<(string Attribute, int Node)> Targets { get; } = [];

    /// <summary>References to objects of schemas that are not compared.</summary>
    public List<(string Attribute, string Target)> Outside { get; } = [];

    /// <summary>Who refers to this node.</summary>
    public List<(string Attribute, int Node)> Sources { get; } = [];

    public string Path => $"{ShownType} / {Label}";
}
