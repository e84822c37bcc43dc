using System.Text.Json;
using AssetsBackup.Features.Changes;
using AssetsBackup.Features.Schemas;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AssetsBackup.Features.Alarms;

/// <summary>
/// Much was deleted at the source of a schema (product E11). Until a person has acknowledged it, none of the schema's backups expires.
/// </summary>
internal sealed class Alarm : IWatched
{
    public required Guid Id { get; init; }

    public required Guid TenantId { get; init; }

    public required Guid SchemaId { get; init; }

    public required AlarmKind Kind { get; init; }

    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>The backup that shows it; null where there is none, as of a schema that is gone.</summary>
    public Guid? SnapshotId { get; init; }

    /// <summary>The last backup that has what was deleted.</summary>
    public required Guid BeforeId { get; init; }

    public required DateTimeOffset BeforeAt { get; init; }

    /// <summary>How many objects that backup has.</summary>
    public required int Before { get; init; }

    /// <summary>How many there are now.</summary>
    public required int Now { get; init; }

    /// <summary>The object types that lost most, as JSON (<see cref="LostType"/>).</summary>
    public string Types { get; init; } = "[]";

    public DateTimeOffset? AcknowledgedAt { get; private set; }

    /// <summary>The Atlassian account, or "operator".</summary>
    public string? AcknowledgedBy { get; private set; }

    public long Change { get; set; }

    public IReadOnlyList<LostType> LostTypes
    {
        get => JsonSerializer.Deserialize<LostType[]>(Types, JsonSerializerOptions.Web) ?? [];
        init => Types = JsonSerializer.Serialize(value, JsonSerializerOptions.Web);
    }

    public void Acknowledge(string by, DateTimeOffset at) =>
        (AcknowledgedBy, AcknowledgedAt) = (by, at);

    /// <summary>Such as "29,000 of 30,000 objects are gone since the backup of 2026-11-27 02:00 UTC".</summary>
    public string InWords() =>
        Kind == AlarmKind.RulesLost
            ? "Its retention rules and alarms were lost with the old app database"
            : $"{Before - Now:N0} of {Words.Count(Before, "object")} are gone since the backup of {BeforeAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC";
}

public enum AlarmKind
{
    /// <summary>A backup has far fewer objects than the one before, or none.</summary>
    MassDeletion,

    /// <summary>The schema itself is not in Assets any more.</summary>
    SchemaDeleted,

    /// <summary>It was found in a vault that was attached: what its rules were, and what held its backups, nobody knows.</summary>
    RulesLost,
}

/// <summary>An object type that lost objects.</summary>
public sealed record LostType(string Name, long Before, long Now);

internal sealed class AlarmConfiguration : IEntityTypeConfiguration<Alarm>
{
    public void Configure(EntityTypeBuilder<Alarm> builder)
    {
        builder.HasKey(alarm => alarm.Id);
        builder.Ignore(alarm => alarm.LostTypes);
        builder.HasIndex(alarm => new { alarm.TenantId, alarm.SchemaId });
        builder.HasOne<Schema>().WithMany().HasForeignKey(alarm => alarm.SchemaId);
    }
}
