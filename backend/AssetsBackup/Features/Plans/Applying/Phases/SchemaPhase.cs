using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Features.Snapshots.Records;

namespace AssetsBackup.Features.Plans.Applying.Phases;

/// <summary>The empty schema and its switches, and those of the schemas that it will refer to (contract §6.7, 1-2).</summary>
internal sealed class SchemaPhase(Restore restore)
{
    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        var (plan, source) = (restore.Open.Plan, restore.Source);
        if (restore.Ids.Find(MappedKind.Schema, source.Facts.SchemaId) is null)
            await EnsureStillFreeAsync(cancellationToken);
        var description = source.Schema.Schema.Description;
        var isMade = await restore.CreateAsync(
            MappedKind.Schema,
            source.Facts.SchemaId,
            plan.SchemaName,
            token =>
                restore.Assets.CreateSchemaAsync(
                    new SchemaIn(plan.SchemaName, plan.SchemaKey, description),
                    token
                ),
            cancellationToken
        );
        if (!isMade)
            throw PlanProblems.Refused($"schema '{plan.SchemaName}'");
        if (source.Schema.Configuration is { } switches)
            await restore.Assets.SetSchemaPropertiesAsync(
                restore.SchemaId,
                new SchemaConfigurationIn(
                    switches.AllowOtherObjectSchema,
                    switches.ValidateQuickCreate,
                    switches.QuickCreateObjects
                ),
                cancellationToken
            );
        foreach (var other in restore.Facts.SchemasToOpen)
            await OpenAsync(other, cancellationToken);
    }

    private async Task EnsureStillFreeAsync(CancellationToken cancellationToken)
    {
        var plan = restore.Open.Plan;
        var schemas = await restore.Assets.ListAllSchemasAsync(
            includeCounts: false,
            cancellationToken
        );
        var taken = schemas.FirstOrDefault(schema =>
            Same(schema.Name, plan.SchemaName) || Same(schema.ObjectSchemaKey, plan.SchemaKey)
        );
        if (taken is not null)
            throw PlanProblems.Outdated(
                $"It has a schema '{taken.Name}' with the key {taken.ObjectSchemaKey} now."
            );
    }

    /// <summary>Without this, attributes that refer into the other schema are refused (contract §5.2).</summary>
    private async Task OpenAsync(string schemaId, CancellationToken cancellationToken)
    {
        var answer = await restore.Assets.GetSchemaConfigurationAsync(schemaId, cancellationToken);
        if (RecordJson.Read<SchemaConfiguration>(answer).AllowOtherObjectSchema == true)
            return;
        await restore.Assets.SetSchemaPropertiesAsync(
            schemaId,
            new SchemaConfigurationIn(AllowOtherObjectSchema: true, null, null),
            cancellationToken
        );
        await restore.Report.NoteAsync(
            $"Schema {schemaId} now allows other schemas to refer to its objects.",
            cancellationToken
        );
    }

    private static bool Same(string? one, string other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
