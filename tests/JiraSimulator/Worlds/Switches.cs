using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace JiraSimulator.Worlds;

/// <summary>Every way in which Atlassian is known, or feared, to behave oddly: one named switch each (contract §10).</summary>
public sealed record Switches
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    // Rows 2 and 4: discovery and lists.
    public WorkspaceAnswer Workspace { get; init; } = WorkspaceAnswer.One;
    public TotalMember TotalInAql { get; init; } = TotalMember.Absent;
    public bool HasMoreResultsInAql { get; init; }

    /// <summary>Searches give so many objects at most, whatever is asked for.</summary>
    public int? LargestPage { get; init; }

    /// <summary>How long a search takes to answer.</summary>
    public int PageMilliseconds { get; init; }

    /// <summary>maxResults of 1000 and more makes isLast true on every page (JSDCLOUD-16556).</summary>
    public bool LastPageLieAt1000 { get; init; } = true;

    // Row 3: icons and reference types carry UUIDs on newer sites.
    public bool UuidIds { get; init; }

    /// <summary>Row 5: counts are 0 unless the caller asks for them.</summary>
    public bool CountsOnlyWhenAsked { get; init; } = true;

    // Row 7: settings that do not stick.
    /// <summary>POST of an attribute drops cardinality, uniqueness and hidden; PUT keeps them.</summary>
    public bool AttributePostDropsSettings { get; init; } = true;

    /// <summary>PUT of an attribute drops them too; only configure keeps them.</summary>
    public bool AttributePutDropsSettings { get; init; }

    public bool UnlimitedCardinalityRefusedOnCreate { get; init; }

    // Row 8: values as read.
    public bool EmptyAttributesLeftOut { get; init; } = true;
    public bool LocalisedDisplayValues { get; init; } = true;

    /// <summary>People and groups are shown under other names, in another language, and links lead to another address of the site.</summary>
    public bool ShownAnew { get; init; }

    /// <summary>attributes[].id, globalId and objectId, gone from the document of August 2026.</summary>
    public bool AttributeRowIds { get; init; }

    /// <summary>What people wrote ends with half an emoji, escaped: a field that cuts by length leaves it so.</summary>
    public bool LoneSurrogates { get; init; }

    // Row 9: validation.
    public NameScope TypeNamesUniqueIn { get; init; } = NameScope.Schema;
    public bool InactiveUsersRefused { get; init; } = true;

    /// <summary>Row 10: a deleted schema still answers for this many seconds.</summary>
    public int SlowDeleteSeconds { get; init; }

    // Row 11: AQL.
    public bool ObjectIdComparisons { get; init; } = true;
    public bool KeyOrderIsText { get; init; }
    public bool TiesShuffled { get; init; }

    /// <summary>After each page of a search so many objects, those of the lowest ids, give way to new ones.</summary>
    public int ChurnBetweenPages { get; init; }

    /// <summary>Ids of objects that no search shows, though all counts know them.</summary>
    public IReadOnlyList<long> KeptFromPages { get; init; } = [];

    // Row 13: what hangs on objects, and the media host.
    /// <summary>Off, every call of attachments is the gateway's 404; objects still say that they have some.</summary>
    public bool Attachments { get; init; } = true;

    /// <summary>The shape of the list on Cloud is not known (contract §5.11).</summary>
    public AttachmentForm AttachmentForm { get; init; } = AttachmentForm.Both;

    /// <summary>Off, every call of comments, which no document names, is the gateway's 404.</summary>
    public bool Comments { get; init; } = true;

    /// <summary>Off, every call of roles, which no document names, is the gateway's 404.</summary>
    public bool Roles { get; init; } = true;

    /// <summary>The url of an object's own picture answers with a redirect to the media host.</summary>
    public bool AvatarRedirects { get; init; }

    /// <summary>Ids of comments, attachments and roles as numbers, as on Data Center.</summary>
    public bool PartIdsAsNumbers { get; init; }

    /// <summary>The order of a history that is asked for without <c>asc</c>: a setting of the user (contract §5.13).</summary>
    public bool HistoryNewestFirst { get; init; } = true;

    public int MediaTokenSeconds { get; init; } = 15 * 60;

    /// <summary>A media token expires after so many requests.</summary>
    public int? MediaTokenUses { get; init; }

    /// <summary>Credentials for the attachments of an object open only its own files.</summary>
    public bool MediaTokensBoundToObject { get; init; }

    // Row 14: issues of the platform.
    public IssueFieldForm IssueFieldForm { get; init; } = IssueFieldForm.ObjectId;

    /// <summary>A field without objects is an empty list instead of null.</summary>
    public bool EmptyIssueFieldsAsList { get; init; }

    /// <summary>Pages of issues say whether they are the last; a later addition to the API.</summary>
    public bool IsLastInIssueSearch { get; init; } = true;

    public IssuePaging IssuePaging { get; init; } = IssuePaging.Forward;

    /// <summary>How long a token for the next page of issues lives.</summary>
    public int IssueTokenSeconds { get; init; } = 7 * 24 * 3600;

    /// <summary>So many tokens are refused as expired, then all are taken again.</summary>
    public int ExpiredIssueTokens { get; init; }

    /// <summary>Searches do not find what was edited in the last seconds, unless told to reconcile it.</summary>
    public int IssueSearchLagSeconds { get; init; }

    /// <summary>Connected issues of an object in its own list; the rest is found by its query alone.</summary>
    public int TicketsInFirstSlice { get; init; } = 20;

    // Row 15: limits of a site.
    /// <summary>Searches do not see what was created in the last seconds.</summary>
    public int SearchLagSeconds { get; init; }
    public int? ObjectLimit { get; init; }

    /// <summary>How far the site's clock is ahead of this machine's; less than 0 behind.</summary>
    public int ClockAheadSeconds { get; init; }

    // Who is let in.
    /// <summary>The site's IP allowlist does not hold the address that accounts call from.</summary>
    public bool AddressBlocked { get; init; }

    /// <summary>Keys of schemas that are listed and closed to everybody: 403 (contract §1.5).</summary>
    public IReadOnlyList<string> ClosedSchemas { get; init; } = [];

    /// <summary>Keys of schemas in which nobody has a role: not listed, 404, but counted (contract §1.3, §5.17).</summary>
    public IReadOnlyList<string> HiddenSchemas { get; init; } = [];

    // Row 16: Data Center.
    /// <summary>A version from before the name Assets: only <c>/rest/insight/1.0</c> answers.</summary>
    public bool AssetsBaseMissing { get; init; }

    public ServerSearch ServerSearch { get; init; } = ServerSearch.Aql;

    /// <summary>A larger <c>resultPerPage</c> is cut to this.</summary>
    public int LargestServerPage { get; init; } = 1000;

    /// <summary>Off, values and actors tell no mail addresses, and only the user call of the platform does.</summary>
    public bool MailInServerValues { get; init; } = true;

    /// <summary>Single objects embed the definitions of their attributes: two recordings differ in it.</summary>
    public bool DefinitionsInServerObjects { get; init; }

    /// <summary>Off, settings of a schema, which no source tells for Data Center, are an unknown route.</summary>
    public bool ServerSchemaSettings { get; init; } = true;

    /// <summary>The type of an object has its id as text, as recorded in 2024; the document of 11.3 has a number.</summary>
    public bool ObjectTypeIdAsText { get; init; }

    // What the published document refuses: off in the default world, left out of the schema check.
    public bool IsLastAsString { get; init; }
    public bool ParentTypeIdAsString { get; init; }
    public bool NullValues { get; init; }
    public bool NullSchemaOnGlobalStatus { get; init; }
    public bool EntriesWrapper { get; init; }

    /// <summary>Answers made while this is true are not held against the published document.</summary>
    [JsonIgnore]
    public bool BreakSchema =>
        IsLastAsString
        || ParentTypeIdAsString
        || NullValues
        || NullSchemaOnGlobalStatus
        || ObjectTypeIdAsText
        || EntriesWrapper;

    public JsonObject ToJson() => JsonSerializer.SerializeToNode(this, Format)!.AsObject();

    /// <summary>These switches with the members of <paramref name="changes"/> in place of their own.</summary>
    /// <exception cref="JsonException">A member is unknown or of the wrong kind.</exception>
    public Switches With(JsonObject changes)
    {
        var merged = ToJson();
        foreach (var (name, value) in changes)
            merged[name] = value?.DeepClone();
        return merged.Deserialize<Switches>(Format)!;
    }
}

public enum WorkspaceAnswer
{
    One,
    Empty,
    Forbidden,
    TwoPages,
}

/// <summary>The search of a Data Center: <c>/aql/objects</c>, or <c>/iql/objects</c> of old versions.</summary>
public enum ServerSearch
{
    Aql,
    Iql,
    Both,
}

public enum TotalMember
{
    Absent,
    CappedAt1000,
}

public enum NameScope
{
    Schema,
    Siblings,
}

public enum AttachmentForm
{
    Both,

    /// <summary>A file of the media host by its id, without a URL.</summary>
    MediaId,

    /// <summary>A URL as on Data Center, without the id of the file.</summary>
    Url,
}

public enum IssueFieldForm
{
    ObjectId,

    /// <summary>Label and key in place of the ids.</summary>
    ObjectKey,

    Both,
}

public enum IssuePaging
{
    Forward,

    /// <summary>The second page is the first once more.</summary>
    RepeatsOnce,

    /// <summary>Every token leads to the page that gave it.</summary>
    RepeatsForever,
}
