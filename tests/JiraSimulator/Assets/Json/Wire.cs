using System.Globalization;
using System.Text.Json;
using JiraSimulator.Hosting;
using JiraSimulator.Sites;
using JiraSimulator.Worlds;

namespace JiraSimulator.Assets.Json;

/// <summary>Writes one answer: the world it speaks of, who reads it, and the switches that bend its shape.</summary>
internal sealed class Wire(World world, Account reader, Utf8JsonWriter json)
{
    private readonly Dictionary<long, byte[]> types = [];
    private readonly Dictionary<long, string[]> iconUrls = [];

    private string? mediaToken;

    public static IReadOnlyList<string> AvatarSizes { get; } = ["16", "48", "72", "144", "288"];

    public World World => world;
    public Account Reader => reader;
    public Utf8JsonWriter Json => json;
    public Switches Switches => world.Switches;
    public bool CanManage => reader.IsJiraAdmin && reader.HasAssetsRole;

    public string WorkspaceUrl { get; } =
        $"https://{AtlassianHosts.Api}/jsm/assets/workspace/{world.Site.WorkspaceId}/v1";

    /// <summary>Where links for people lead.</summary>
    public string SiteUrl =>
        Switches.ShownAnew ? "https://renamed.atlassian.net" : world.Site.BaseUrl;

    public string Locale => Switches.ShownAnew ? "de_DE" : reader.Locale;

    /// <summary>One for all pictures of an answer.</summary>
    public string MediaToken => mediaToken ??= world.Media.IssueToken(world.Now, Switches);

    public static string IdText(long id) => id.ToString(CultureInfo.InvariantCulture);

    public static string TimeText(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>workspaceId, globalId and id, as most things carry them.</summary>
    public void Identity(string id)
    {
        json.WriteString("workspaceId", world.Site.WorkspaceId);
        json.WriteString("globalId", $"{world.Site.WorkspaceId}:{id}");
        json.WriteString("id", id);
    }

    /// <summary>The id of a thing that no document of Cloud describes.</summary>
    public void PartId(string name, long id)
    {
        if (Switches.PartIdsAsNumbers)
            json.WriteNumber(name, id);
        else
            json.WriteString(name, IdText(id));
    }

    /// <summary>A person or a group as people see its name.</summary>
    public string Shown(string name) => Switches.ShownAnew ? $"{name} (anew)" : name;

    public void Time(string name, DateTimeOffset time) => json.WriteString(name, TimeText(time));

    public void OptionalText(string name, string? text)
    {
        if (text is not null)
            json.WriteString(name, text);
    }

    /// <summary>A text that a person wrote.</summary>
    public void Words(string name, string? text)
    {
        if (text is null)
            return;
        json.WritePropertyName(name);
        if (Switches.LoneSurrogates)
            json.WriteRawValue(
                $"\"{JsonEncodedText.Encode(text, JsonText.Options.Encoder)}\\ud83d\"",
                skipInputValidation: true
            );
        else
            json.WriteStringValue(text);
    }

    public void Array<T>(IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray();
        foreach (var item in items)
            write(item);
        json.WriteEndArray();
    }

    /// <summary>A type is written once an answer and copied from then on: a page of objects repeats it in each.</summary>
    public void CachedType(ObjectType type)
    {
        if (!types.TryGetValue(type.Id, out var bytes))
        {
            var buffer = new System.Buffers.ArrayBufferWriter<byte>();
            using (var inner = new Utf8JsonWriter(buffer, JsonText.Options))
            {
                TypeJson.Write(new Wire(world, reader, inner), type);
            }
            types.Add(type.Id, bytes = buffer.WrittenSpan.ToArray());
        }
        json.WriteRawValue(bytes, skipInputValidation: true);
    }

    /// <summary>The type's icon in the sizes that an avatar names.</summary>
    public string[] IconUrls(long typeId)
    {
        if (!iconUrls.TryGetValue(typeId, out var urls))
        {
            var icon = $"{WorkspaceUrl}/objecttype/{typeId}/icon.png?size=";
            iconUrls.Add(typeId, urls = [.. AvatarSizes.Select(size => icon + size)]);
        }
        return urls;
    }
}
