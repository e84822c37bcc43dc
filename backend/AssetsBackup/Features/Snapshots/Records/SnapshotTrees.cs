namespace AssetsBackup.Features.Snapshots.Records;

/// <summary>The trees of a snapshot and what their entries are.</summary>
internal static class SnapshotTrees
{
    /// <summary>Group "", id of the schema: <see cref="SchemaRecord"/>.</summary>
    public const string Schema = "schema";

    /// <summary>Group <see cref="Global"/> or <see cref="Own"/>, id of the status: <see cref="StatusRecord"/>.</summary>
    public const string Statuses = "statuses";

    /// <summary>Group <see cref="Global"/> or <see cref="Own"/>: <see cref="ReferenceTypeRecord"/>.</summary>
    public const string ReferenceTypes = "reference-types";

    /// <summary>Group "": <see cref="IconRecord"/> of every icon that a type uses, and of the schema's own.</summary>
    public const string Icons = "icons";

    /// <summary>Group "", id of the icon: the bytes of its image, the largest size that Assets gives.</summary>
    public const string IconImages = "icon-images";

    /// <summary>Group id of the parent or "": <see cref="ObjectTypeRecord"/>.</summary>
    public const string ObjectTypes = "object-types";

    /// <summary>Group "", id of the object type: <see cref="AttributeListRecord"/>.</summary>
    public const string Attributes = "attributes";

    /// <summary>Group id of the object type: <see cref="ObjectRecord"/>.</summary>
    public const string Objects = "objects";

    /// <summary>Group id of the object type: <see cref="ObjectRecord"/> of those that a Data Center has archived.</summary>
    public const string ArchivedObjects = "archived-objects";

    /// <summary>Group id of the object type: <see cref="ForeignLabelRecord"/>; not part of equality.</summary>
    public const string ForeignLabels = "foreign-labels";

    /// <summary>
    /// Group <see cref="Own"/> or the id of the object type, id of the role: the role with its actors, who are users or
    /// groups by id; not documented by Atlassian.
    /// </summary>
    public const string Roles = "roles";

    /// <summary>Group id of the object type, id of the object: the bytes of its own picture.</summary>
    public const string Avatars = "avatars";

    /// <summary>Group id of the object type, id of the object: its comments, by id; only objects that have some.</summary>
    public const string Comments = "comments";

    /// <summary>Group id of the object type, id of the object: its history, oldest first; only objects that have one.</summary>
    public const string History = "history";

    /// <summary>Group id of the object type, id of the object: its attachments, by id; only objects that have some.</summary>
    public const string Attachments = "attachments";

    /// <summary>Group id of the object, id of the attachment, key of the object: the bytes of the file.</summary>
    public const string AttachmentFiles = "attachment-files";

    /// <summary>Group "", id of the field: the Assets fields of issues, by Jira's id <c>customfield_</c> and a number.</summary>
    public const string IssueFields = "issue-fields";

    /// <summary>Group id of the field, id of the issue: the objects that it names, by id.</summary>
    public const string IssueValues = "issue-values";

    /// <summary>The trees of the parts that cost calls for each object, by the part's name in the coverage manifest.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> OfPart { get; } =
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
        {
            ["avatars"] = [Avatars],
            ["comments"] = [Comments],
            ["history"] = [History],
            ["attachments"] = [Attachments, AttachmentFiles],
        };

    /// <summary>Group of the statuses and reference types that all schemas of the site share.</summary>
    public const string Global = "global";

    /// <summary>Group of the schema's own.</summary>
    public const string Own = "schema";
}
