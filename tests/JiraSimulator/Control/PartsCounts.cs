using System.Text.Json.Serialization;
using JiraSimulator.Assets.Json;
using JiraSimulator.Worlds;

namespace JiraSimulator.Control;

/// <summary>What hangs on one object.</summary>
internal sealed record PartsRow(
    string ObjectId,
    int Comments,
    int Attachments,
    int History,
    bool HasAvatar,
    int Issues
)
{
    [JsonIgnore]
    public bool HasAny => Comments + Attachments + History + Issues > 0 || HasAvatar;

    public static PartsRow Of(World world, AssetObject owner) =>
        new(
            Wire.IdText(owner.Id),
            owner.Parts.Comments.Count,
            owner.Parts.Attachments.Count,
            owner.Parts.History.Count,
            owner.Avatar is not null,
            world.Issues.Naming(owner.Id).Count
        );
}

/// <summary>What hangs on all, and how many objects have any of a kind.</summary>
internal sealed record PartsTotals
{
    public int Objects { get; private set; }
    public long Comments { get; private set; }
    public long Attachments { get; private set; }
    public long AttachmentBytes { get; private set; }
    public long History { get; private set; }
    public int Avatars { get; private set; }
    public int ObjectsWithComments { get; private set; }
    public int ObjectsWithAttachments { get; private set; }
    public int ObjectsWithHistory { get; private set; }

    public static PartsTotals Of(IEnumerable<AssetObject> objects)
    {
        var totals = new PartsTotals();
        foreach (var owner in objects)
            totals.Add(owner, owner.Parts);
        return totals;
    }

    private void Add(AssetObject owner, ObjectParts parts)
    {
        Objects++;
        Avatars += owner.Avatar is null ? 0 : 1;
        Comments += parts.Comments.Count;
        Attachments += parts.Attachments.Count;
        AttachmentBytes += parts.Attachments.Sum(attachment => attachment.File.Length);
        History += parts.History.Count;
        ObjectsWithComments += parts.Comments.Count > 0 ? 1 : 0;
        ObjectsWithAttachments += parts.Attachments.Count > 0 ? 1 : 0;
        ObjectsWithHistory += parts.History.Count > 0 ? 1 : 0;
    }
}
