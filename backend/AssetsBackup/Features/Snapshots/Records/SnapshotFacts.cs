using System.Text.Json;
using System.Text.Json.Serialization;
using AssetsBackup.Atlassian;
using AssetsBackup.Features.Audit;

namespace AssetsBackup.Features.Snapshots.Records;

/// <summary>What a snapshot's root says of itself. Times are UTC.</summary>
internal sealed record SnapshotFacts
{
    public string FormatOf { get; init; } = "assets-backup";
    public required string WorkspaceId { get; init; }
    public required string CloudId { get; init; }
    public required string SiteUrl { get; init; }
    public SiteKind SiteKind { get; init; }

    /// <summary>The site that the app is set up for, where this is another instance.</summary>
    public HomeSite? Home { get; init; }
    public required string SchemaId { get; init; }
    public required string SchemaName { get; init; }
    public required string SchemaKey { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required DateTimeOffset FinishedAt { get; init; }
    public required ConsistencyWindow Consistency { get; init; }
    public required IReadOnlyList<SnapshotPart> Parts { get; init; }
    public required SnapshotState State { get; init; }
    public string? Description { get; init; }
    public required SnapshotTrigger Trigger { get; init; }
    public required string TakenBy { get; init; }

    /// <summary>What a later capture may build on; null in a snapshot of a program that could not.</summary>
    public CaptureBasis? Basis { get; init; }

    /// <summary>The end of the tenant's audit log when it was stored; null in a snapshot of a program that kept none.</summary>
    public AuditAnchor? Audit { get; init; }

    /// <summary>Bytes that its run had added to the vault when it came to its end.</summary>
    public long AddedBytes { get; init; }

    public static JsonSerializerOptions Format { get; } =
        new(JsonSerializerDefaults.Web)
        {
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        };

    /// <summary>The site that the app is set up for, whichever instance this is of.</summary>
    public HomeSite HomeSite() => Home ?? new HomeSite(SiteUrl, CloudId, WorkspaceId);

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Format);

    public static SnapshotFacts Read(ReadOnlyMemory<byte> facts) =>
        JsonSerializer.Deserialize<SnapshotFacts>(facts.Span, Format)
        ?? throw new JsonException("The snapshot's facts are null.");
}

internal sealed record HomeSite(string SiteUrl, string CloudId, string WorkspaceId);

/// <summary>Every object is as it was at some moment of this window.</summary>
/// <param name="From">When the first object was read.</param>
/// <param name="To">When the last pass ended that looked for changes.</param>
/// <param name="Moved">Objects that still changed in the last pass.</param>
public sealed record ConsistencyWindow(DateTimeOffset From, DateTimeOffset To, int Moved)
{
    /// <summary>Keys of the first of them, as far as they are known.</summary>
    public IReadOnlyList<string> MovedKeys { get; init; } = [];
}
