using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Features.Plans.Planning;

namespace AssetsBackup.Features.Plans.Applying.Phases;

/// <summary>Statuses, reference types and icons: what exists is used, the rest is created (contract §6.7, 3-4).</summary>
internal sealed class SharedThingsPhase(Restore restore)
{
    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        var statuses = restore.Source.Statuses.ToDictionary(status => status.Id);
        await ForEachAsync(
            PlanKinds.Status,
            MappedKind.Status,
            (step, token) => CreateStatusAsync(statuses[step.SourceId], token),
            cancellationToken
        );
        var references = restore.Source.ReferenceTypes.ToDictionary(type => type.Id);
        await ForEachAsync(
            PlanKinds.ReferenceType,
            MappedKind.ReferenceType,
            (step, token) => CreateReferenceTypeAsync(references[step.SourceId], token),
            cancellationToken
        );
        await CreateIconsAsync(cancellationToken);
    }

    private async Task ForEachAsync(
        string kind,
        MappedKind mapped,
        Func<PlanStep, CancellationToken, Task<Created>> create,
        CancellationToken cancellationToken
    )
    {
        await foreach (var step in restore.StepsAsync(kind, cancellationToken))
            if (step.DestinationId is { } there)
                await restore.UseAsync(mapped, step.SourceId, there, cancellationToken);
            else
                await restore.CreateAsync(
                    mapped,
                    step.SourceId,
                    step.Name,
                    token => create(step, token),
                    cancellationToken
                );
    }

    private Task<Created> CreateStatusAsync(
        Snapshots.Records.StatusRecord status,
        CancellationToken cancellationToken
    ) =>
        restore.Assets.CreateStatusAsync(
            new StatusIn(
                status.Name,
                status.Category,
                status.Description,
                status.ObjectSchemaId is null ? null : restore.SchemaId
            ),
            cancellationToken
        );

    private Task<Created> CreateReferenceTypeAsync(
        Snapshots.Records.ReferenceTypeRecord type,
        CancellationToken cancellationToken
    ) =>
        restore.Assets.CreateReferenceTypeAsync(
            new ReferenceTypeIn(
                type.Name,
                type.Description,
                type.Color,
                type.ObjectSchemaId is null ? null : restore.SchemaId
            ),
            cancellationToken
        );

    private async Task CreateIconsAsync(CancellationToken cancellationToken)
    {
        await foreach (var step in restore.StepsAsync(PlanKinds.Icon, cancellationToken))
            if (step.DestinationId is { } there)
                await restore.UseAsync(MappedKind.Icon, step.SourceId, there, cancellationToken);
            else
                await CreateIconAsync(step, cancellationToken);
    }

    /// <summary>Contract §5.9: a token, the bytes to the media host, then the icon. Only the last is never repeated.</summary>
    private async Task CreateIconAsync(PlanStep step, CancellationToken cancellationToken)
    {
        if (restore.Ids.Find(MappedKind.Icon, step.SourceId) is not null)
            return;
        var image = await restore.Open.Snapshot.FindIconImageAsync(
            step.SourceId,
            cancellationToken
        );
        if (image is null)
        {
            await restore.Report.ProblemAsync(
                $"The icon '{step.Name}' is not at the destination, and the backup has no sound image of it."
            );
            return;
        }
        var token = await restore.Assets.GetIconUploadTokenAsync(cancellationToken);
        using var content = new ByteArrayContent(image);
        var file = await restore
            .Open.Media(token.MediaBaseUrl)
            .UploadAsync(
                $"insight_{restore.Open.Destination.WorkspaceId}_icons",
                $"{step.Name}.png",
                token.MediaJwtToken,
                content,
                cancellationToken
            );
        await restore.CreateAsync(
            MappedKind.Icon,
            step.SourceId,
            step.Name,
            uncancelled =>
                restore.Assets.CreateIconAsync(new IconIn(step.Name, file.Data.Id), uncancelled),
            cancellationToken
        );
    }
}
