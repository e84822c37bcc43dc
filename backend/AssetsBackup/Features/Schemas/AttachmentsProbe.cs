using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Features.Connections;

namespace AssetsBackup.Features.Schemas;

/// <summary>
/// Whether the site gives attachments through its API, which no document names: asked of one object of the workspace
/// (contract §5.11).
/// </summary>
internal sealed class AttachmentsProbe(IAssetsReads assets)
{
    // One that the account may not look into does not answer for the others.
    private const int SchemasAtMost = 3;

    /// <summary>Null where the site did not answer the question.</summary>
    public async Task<AttachmentsAnswer?> AskAsync(
        IReadOnlyList<SchemaLine> schemas,
        CancellationToken cancellationToken
    )
    {
        foreach (var schema in schemas.Where(line => line.ObjectCount > 0).Take(SchemasAtMost))
            if (await AnObjectAsync(schema.Id, cancellationToken) is { } id)
                return await AskAsync(id, cancellationToken);
        return null;
    }

    private async Task<AttachmentsAnswer?> AskAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            await assets.ListAttachmentsAsync(id, cancellationToken);
            return new AttachmentsAnswer(AttachmentsState.Available, null);
        }
        catch (AtlassianNotFoundException)
        {
            return new AttachmentsAnswer(
                AttachmentsState.NotAvailable,
                "This site does not give attachments through its API."
            );
        }
        catch (AccessDeniedException denied) when (!denied.IsAddressBlocked)
        {
            return new AttachmentsAnswer(
                AttachmentsState.NotAvailable,
                "The account may not read attachments."
            );
        }
        catch (AtlassianException exception)
            when (exception is AtlassianUnavailableException or ValidationRefusedException)
        {
            return null;
        }
    }

    private async Task<string?> AnObjectAsync(string schemaId, CancellationToken cancellationToken)
    {
        try
        {
            using var page = await assets.FindObjectsAsync(
                new AqlQuery($"objectSchemaId = {schemaId}"),
                startAt: 0,
                maxResults: 1,
                includeAttributes: false,
                cancellationToken
            );
            return
                page.RootElement.Items() is [var first, ..]
                && first.TryGetProperty("id", out var id)
                ? id.ToString()
                : null;
        }
        catch (AtlassianException exception)
            when (exception.IsHidden
                || exception is AtlassianUnavailableException or ValidationRefusedException
            )
        {
            return null;
        }
    }
}

/// <param name="Reason">Why they are not available.</param>
internal sealed record AttachmentsAnswer(AttachmentsState State, string? Reason);
