using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Features.Snapshots.Records;

namespace AssetsBackup.Features.Plans.Applying;

/// <summary>An object of the snapshot as it is written to the destination (contract §6.6).</summary>
internal sealed class ObjectBody
{
    private readonly Restore restore;
    private readonly Dictionary<string, AttributeRecord> attributes;

    public ObjectBody(Restore restore)
    {
        this.restore = restore;
        attributes = restore
            .Source.AllAttributes.Where(attribute => attribute.IsWritten())
            .Where(attribute => restore.Ids.Find(MappedKind.Attribute, attribute.Id) is not null)
            .ToDictionary(attribute => attribute.Id);
    }

    /// <summary>The objects that an object's attributes refer to.</summary>
    public IEnumerable<string> ReferencesOf(
        ObjectRecord source,
        Func<string, bool> takesAttribute
    ) =>
        Written(source, takesAttribute)
            .SelectMany(attribute => attribute.ObjectAttributeValues)
            .Select(value => value.ReferencedObject)
            .OfType<string>();

    /// <param name="source">The object.</param>
    /// <param name="takesAttribute">Which attributes to write, by their id at the source.</param>
    /// <param name="objects">Objects at the destination by id at the source. A reference to another one is lost and counted.</param>
    public ObjectIn Of(
        ObjectRecord source,
        Func<string, bool> takesAttribute,
        IReadOnlyDictionary<string, string> objects
    )
    {
        var written = new List<ObjectAttributeIn>();
        foreach (var attribute in Written(source, takesAttribute))
        {
            var definition = attributes[attribute.ObjectTypeAttributeId];
            var values = new List<ValueIn>();
            foreach (var value in attribute.ObjectAttributeValues)
                if (Text(definition, value, objects) is { } text)
                    values.Add(new ValueIn(text));
                else
                    restore.Report.LostValue(definition.Id);
            if (values.Count > 0)
                written.Add(
                    new ObjectAttributeIn(
                        restore.Ids.Of(MappedKind.Attribute, attribute.ObjectTypeAttributeId),
                        values
                    )
                );
        }
        return new ObjectIn(restore.Ids.Of(MappedKind.ObjectType, source.ObjectTypeId), written);
    }

    private IEnumerable<ObjectAttributeRecord> Written(
        ObjectRecord source,
        Func<string, bool> takesAttribute
    ) =>
        source.Attributes.Where(attribute =>
            attributes.ContainsKey(attribute.ObjectTypeAttributeId)
            && takesAttribute(attribute.ObjectTypeAttributeId)
        );

    /// <summary>Null for what has no counterpart at the destination.</summary>
    private string? Text(
        AttributeRecord definition,
        ValueRecord value,
        IReadOnlyDictionary<string, string> objects
    ) =>
        definition.RestorableKind() switch
        {
            AttributeKind.Default => value.Value,
            AttributeKind.Reference when value.ReferencedObject is { } target =>
                objects.GetValueOrDefault(target),
            AttributeKind.User => value.User,
            AttributeKind.Group => value.Group,
            AttributeKind.Project => value.Project,
            AttributeKind.Status => restore.Ids.Find(MappedKind.Status, value.Status),
            _ => null,
        };
}
