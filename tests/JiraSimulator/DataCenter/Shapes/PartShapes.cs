using JiraSimulator.Assets.Json;
using JiraSimulator.Worlds;

namespace JiraSimulator.DataCenter.Shapes;

/// <summary>Comments, attachments and histories.</summary>
internal static class PartShapes
{
    public static void WriteComment(Wire wire, AssetObject owner, Comment comment)
    {
        var isOwn = comment.AccountId == wire.Reader.AccountId;
        wire.Json.WriteStartObject();
        wire.Json.WriteNumber("id", comment.Id);
        wire.Time("created", comment.Created);
        wire.Time("updated", comment.Updated);
        wire.Json.WritePropertyName("actor");
        UserShape.Write(wire, comment.AccountId);
        wire.Json.WriteNumber("role", comment.Role);
        wire.Words("comment", comment.Text);
        wire.Json.WriteString("commentOutput", PartsJson.Html(comment.Text));
        wire.Json.WriteNumber("objectId", owner.Id);
        wire.Json.WriteBoolean("canEdit", isOwn);
        wire.Json.WriteBoolean("canDelete", isOwn || wire.CanManage);
        wire.Json.WriteEndObject();
    }

    public static void WriteAttachment(Wire wire, Attachment attachment)
    {
        var name = Uri.EscapeDataString(attachment.FileName);
        wire.Json.WriteStartObject();
        wire.Json.WriteNumber("id", attachment.Id);
        wire.Json.WriteString("author", attachment.AccountId);
        wire.Json.WriteString("mimeType", attachment.ContentType);
        wire.Json.WriteString("filename", attachment.FileName);
        wire.Json.WriteString("filesize", PartsJson.ShownSize(attachment.File.Length));
        wire.Time("created", attachment.Created);
        wire.Json.WriteString("comment", attachment.Comment);
        wire.Json.WriteString("commentOutput", PartsJson.Html(attachment.Comment));
        wire.Json.WriteString("url", $"{Urls.Insight(wire)}/attachments/{attachment.Id}/{name}");
        wire.Json.WriteEndObject();
    }

    /// <param name="longest">Longer texts are cut to so many characters; null for whole ones.</param>
    public static void WriteHistory(Wire wire, AssetObject owner, HistoryEntry entry, int? longest)
    {
        wire.Json.WriteStartObject();
        wire.Json.WritePropertyName("actor");
        UserShape.Write(wire, entry.AccountId);
        wire.Json.WriteNumber("id", entry.Id);
        wire.OptionalText("affectedAttribute", entry.Attribute);
        wire.Words("oldValue", Cut(entry.OldValue, longest));
        wire.Words("newValue", Cut(entry.NewValue, longest));
        wire.Json.WriteNumber("type", entry.Kind);
        wire.Time("created", entry.Created);
        wire.Json.WriteNumber("objectId", owner.Id);
        wire.Json.WriteEndObject();
    }

    private static string? Cut(string? text, int? longest) =>
        text is not null && text.Length > longest ? text[..longest.Value] + "..." : text;
}
