using System.Net;
using JiraSimulator.Worlds;

namespace JiraSimulator.Assets.Json;

/// <summary>Comments, attachments and histories (contract §5.11 to §5.13).</summary>
internal static class PartsJson
{
    public static void WriteComment(Wire wire, AssetObject owner, Comment comment)
    {
        var isOwn = comment.AccountId == wire.Reader.AccountId;
        wire.Json.WriteStartObject();
        wire.PartId("id", comment.Id);
        wire.Time("created", comment.Created);
        wire.Time("updated", comment.Updated);
        wire.Json.WritePropertyName("actor");
        UserJson.Write(wire, comment.AccountId);
        wire.Json.WriteNumber("role", comment.Role);
        wire.Words("comment", comment.Text);
        wire.Json.WriteString("commentOutput", Html(comment.Text));
        wire.PartId("objectId", owner.Id);
        wire.Json.WriteBoolean("canEdit", isOwn);
        wire.Json.WriteBoolean("canDelete", isOwn || wire.CanManage);
        wire.Json.WriteEndObject();
    }

    public static void WriteAttachment(Wire wire, Attachment attachment)
    {
        wire.Json.WriteStartObject();
        wire.PartId("id", attachment.Id);
        wire.Json.WriteString("author", attachment.AccountId);
        wire.Json.WriteString("mimeType", attachment.ContentType);
        wire.Json.WriteString("filename", attachment.FileName);
        wire.Json.WriteString("filesize", ShownSize(attachment.File.Length));
        wire.Time("created", attachment.Created);
        wire.Json.WriteString("comment", attachment.Comment);
        wire.Json.WriteString("commentOutput", Html(attachment.Comment));
        if (wire.Switches.AttachmentForm != AttachmentForm.Url)
        {
            wire.Json.WriteString("mediaId", attachment.File.Id);
            wire.Json.WriteNumber("size", attachment.File.Length);
        }
        if (wire.Switches.AttachmentForm != AttachmentForm.MediaId)
        {
            var name = Uri.EscapeDataString(attachment.FileName);
            wire.Json.WriteString("url", $"{wire.WorkspaceUrl}/attachments/{attachment.Id}/{name}");
        }
        wire.Json.WriteEndObject();
    }

    public static void WriteHistory(Wire wire, AssetObject owner, HistoryEntry entry)
    {
        wire.Json.WriteStartObject();
        wire.Json.WritePropertyName("actor");
        UserJson.Write(wire, entry.AccountId);
        wire.Json.WriteString("id", Wire.IdText(entry.Id));
        wire.OptionalText("affectedAttribute", entry.Attribute);
        wire.Words("oldValue", entry.OldValue);
        wire.Words("newValue", entry.NewValue);
        wire.Json.WriteNumber("type", entry.Kind);
        wire.Time("created", entry.Created);
        wire.Json.WriteString("objectId", Wire.IdText(owner.Id));
        wire.Json.WriteEndObject();
    }

    public static string Html(string text) =>
        text.Length == 0 ? "" : $"<p>{WebUtility.HtmlEncode(text)}</p>";

    public static string ShownSize(long bytes) =>
        bytes switch
        {
            < 1024 => $"{bytes} B",
            < 1024 * 1024 => $"{bytes / 1024} kB",
            _ => $"{bytes / 1024 / 1024} MB",
        };
}
