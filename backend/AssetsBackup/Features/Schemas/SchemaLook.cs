using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Assets;

namespace AssetsBackup.Features.Schemas;

/// <summary>Asks a site about single schemas. What is wrong with one is a finding; what is wrong with the site is thrown.</summary>
internal sealed class SchemaLook(IAssetsReads assets)
{
    private const string Role = "Give it the role Object Schema Manager.";
    private IReadOnlySet<string>? counted;
    private bool isCounted;

    /// <summary>Whether it can be read: a schema in the list may still be closed to the account.</summary>
    public Task<SchemaFinding> AtAsync(string schemaId, CancellationToken cancellationToken) =>
        AskAsync(
            async () =>
            {
                await assets.ListObjectTypesAsync(
                    schemaId,
                    includeObjectCounts: false,
                    cancellationToken
                );
                return SchemaFinding.Readable;
            },
            "The account may not read this schema.",
            () =>
                Task.FromResult(
                    SchemaFinding.Unreadable(
                        $"Assets does not show this schema to the account. {Role}"
                    )
                ),
            cancellationToken
        );

    /// <summary>What became of one that the list does not show any more: a lost role hides it as well.</summary>
    public Task<SchemaFinding> AtUnlistedAsync(
        string schemaId,
        CancellationToken cancellationToken
    ) =>
        AskAsync(
            async () =>
            {
                await assets.GetSchemaAsync(schemaId, cancellationToken);
                return SchemaFinding.Unreadable(
                    $"Assets does not list this schema to the account any more. {Role}"
                );
            },
            "The account may not read this schema any more.",
            async () =>
                await CountedAsync(cancellationToken) switch
                {
                    null => SchemaFinding.Unreadable(
                        $"The account does not see this schema any more, and may not read the site's usage, which tells whether it is still in Assets. {Role}"
                    ),
                    var counted when counted.Contains(schemaId) => SchemaFinding.Unreadable(
                        $"The account does not see this schema any more; it is still in Assets. {Role}"
                    ),
                    _ => SchemaFinding.Gone,
                },
            cancellationToken
        );

    private async Task<SchemaFinding> AskAsync(
        Func<Task<SchemaFinding>> ask,
        string denied,
        Func<Task<SchemaFinding>> missing,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await ask();
        }
        catch (AccessDeniedException exception) when (!exception.IsAddressBlocked)
        {
            return SchemaFinding.Unreadable($"{denied} {Role}");
        }
        catch (AtlassianNotFoundException)
        {
            return await missing();
        }
        catch (AtlassianException exception) when (IsOfOneCall(exception))
        {
            await EnsureSiteAnswersAsync(cancellationToken);
            return SchemaFinding.Unreadable(
                $"Assets cannot give this schema ({exception.Endpoint}{Answered(exception)}), while it answers otherwise. The next sync tries again."
            );
        }
    }

    private static bool IsOfOneCall(AtlassianException exception) =>
        exception
            is AtlassianUnavailableException { WasMade: true }
                or ValidationRefusedException
                or AnswerTooLargeException;

    private static string Answered(AtlassianException exception) =>
        exception.Status is { } status ? $" answered {status}" : "";

    /// <summary>Ids of the schemas that the site counts, whoever sees them (contract §5.17); null where it does not say.</summary>
    private async Task<IReadOnlySet<string>?> CountedAsync(CancellationToken cancellationToken)
    {
        if (isCounted)
            return counted;
        try
        {
            var usage = await assets.GetUsageAsync(cancellationToken);
            counted = usage
                .PerSchemaUsageInfo?.Select(schema => schema.SchemaId)
                .ToHashSet(StringComparer.Ordinal);
        }
        catch (AtlassianException exception) when (exception.IsHidden || IsOfOneCall(exception))
        {
            await EnsureSiteAnswersAsync(cancellationToken);
        }
        isCounted = true;
        return counted;
    }

    /// <summary>Throws where the site is down: then nothing is said of any schema.</summary>
    private async Task EnsureSiteAnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            await assets.ListSchemasAsync(0, 1, includeCounts: false, cancellationToken);
        }
        catch (AtlassianException exception) when (exception.IsHiddenThing)
        {
            // A refusal is an answer.
        }
    }
}
