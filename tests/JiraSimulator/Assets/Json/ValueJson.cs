using System.Globalization;
using JiraSimulator.Worlds;

namespace JiraSimulator.Assets.Json;

/// <summary>Values as read (contract §6.5): a reference has no <c>value</c>, and what is shown is made for the reader's locale.</summary>
internal static class ValueJson
{
    public static IReadOnlyList<string> ValuesOf(
        Wire wire,
        AssetObject holder,
        AttributeDefinition attribute
    ) =>
        attribute.Role switch
        {
            AttributeRole.Key => [wire.World.KeyOf(holder)],
            AttributeRole.Created => [Wire.TimeText(holder.Created)],
            AttributeRole.Updated => [Wire.TimeText(holder.Updated)],
            _ => wire.World.LiveValuesOf(holder, attribute),
        };

    public static void Write(Wire wire, AttributeDefinition attribute, string value)
    {
        wire.Json.WriteStartObject();
        switch (attribute.Settings.Kind)
        {
            case AttributeKind.Reference:
                WriteReference(
                    wire,
                    wire.World.Objects.Find(long.Parse(value, CultureInfo.InvariantCulture))!
                );
                break;
            case AttributeKind.User:
                WriteUser(wire, value);
                break;
            case AttributeKind.Group:
                WriteGroup(wire, value);
                break;
            case AttributeKind.Project:
                WriteProject(wire, value);
                break;
            case AttributeKind.Status:
                WriteStatus(
                    wire,
                    wire.World.Statuses[long.Parse(value, CultureInfo.InvariantCulture)]
                );
                break;
            default:
                if (attribute.Is(DefaultType.Textarea) || attribute.Role == AttributeRole.Name)
                    wire.Words("value", value);
                else
                    wire.Json.WriteString("value", value);
                Common(wire, Shown(wire, attribute, value), value);
                break;
        }
        wire.Json.WriteEndObject();
    }

    private static void Common(Wire wire, string shown, string searched, bool reference = false)
    {
        wire.Json.WriteString("displayValue", shown);
        wire.Json.WriteString("searchValue", searched);
        wire.Json.WriteBoolean("referencedType", reference);
    }

    private static void WriteReference(Wire wire, AssetObject target)
    {
        Common(wire, wire.World.LabelOf(target), wire.World.KeyOf(target), reference: true);
        wire.Json.WritePropertyName("referencedObject");
        ObjectJson.Write(wire, target, withAttributes: false);
    }

    private static void WriteUser(Wire wire, string accountId)
    {
        var account = wire.World.Site.Accounts.FirstOrDefault(a => a.AccountId == accountId);
        NullValue(wire);
        Common(
            wire,
            account is null ? accountId : wire.Shown($"{account.DisplayName} ({account.Email})"),
            accountId
        );
        wire.Json.WritePropertyName("user");
        UserJson.Write(wire, accountId);
    }

    private static void WriteGroup(Wire wire, string group)
    {
        NullValue(wire);
        Common(wire, wire.Shown(group), group);
        wire.Json.WriteStartObject("group");
        wire.Json.WriteString("avatarUrl", $"{wire.SiteUrl}/avatar/group");
        wire.Json.WriteString("name", group);
        wire.Json.WriteEndObject();
    }

    private static void WriteProject(Wire wire, string key)
    {
        var number = 10000 + wire.World.Site.ProjectKeys.ToList().IndexOf(key);
        Common(wire, $"Project {key}", key);
        wire.Json.WriteStartObject("project");
        wire.Json.WriteString("id", number.ToString(CultureInfo.InvariantCulture));
        wire.Json.WriteString("key", key);
        wire.Json.WriteString("name", $"Project {key}");
        wire.Json.WriteString("url", $"{wire.SiteUrl}/browse/{key}");
        wire.Json.WriteEndObject();
    }

    private static void WriteStatus(Wire wire, StatusType status)
    {
        NullValue(wire);
        Common(wire, status.Name, Wire.IdText(status.Id));
        wire.Json.WritePropertyName("status");
        ConfigurationJson.WriteStatus(wire, status);
    }

    private static void NullValue(Wire wire)
    {
        if (wire.Switches.NullValues)
            wire.Json.WriteNull("value");
    }

    /// <summary>What a person sees of a value that is no link to another thing.</summary>
    public static string Shown(Wire wire, AttributeDefinition attribute, string value)
    {
        if (attribute.Is(DefaultType.Date) || attribute.Is(DefaultType.DateTime))
            return ShownDate(wire.Locale, attribute, value, wire.Switches.LocalisedDisplayValues);
        return attribute.Settings.Suffix.Length > 0
            ? $"{value} {attribute.Settings.Suffix}"
            : value;
    }

    private static string ShownDate(
        string locale,
        AttributeDefinition attribute,
        string value,
        bool localised
    )
    {
        if (
            !localised
            || !DateTime.TryParse(
                value,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal,
                out var date
            )
        )
        {
            return value;
        }
        var (day, time) = locale.StartsWith("de", StringComparison.Ordinal)
            ? ("dd.MM.yy", "HH:mm")
            : ("dd/MMM/yy", "h:mm tt");
        var format = attribute.Is(DefaultType.Date) ? day : $"{day} {time}";
        return date.ToString(format, CultureInfo.InvariantCulture);
    }
}
