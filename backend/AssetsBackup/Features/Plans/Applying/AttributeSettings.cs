using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Features.Snapshots.Records;

namespace AssetsBackup.Features.Plans.Applying;

/// <param name="Id">At the destination.</param>
internal sealed record WantedAttribute(string Id, AttributeIn Body);

/// <summary>
/// Makes settings stick: compare, write the whole definition where it differs, compare, configure, compare, report
/// (contract §5.4). Nothing is called for an attribute that is as it should be.
/// </summary>
internal sealed class AttributeSettings(IAssetsApi assets, RestoreReport report)
{
    private const int Unlimited = -1;
    private const int InPlaceOfUnlimited = 100;

    /// <param name="typeId">The type at the destination.</param>
    /// <param name="wanted">Its attributes as they should be.</param>
    /// <param name="cancellationToken">Stops between two calls.</param>
    public async Task SettleAsync(
        string typeId,
        IReadOnlyList<WantedAttribute> wanted,
        CancellationToken cancellationToken
    )
    {
        var wrong = await FindDifferingAsync(typeId, wanted, cancellationToken);
        if (wrong.Count == 0)
            return;
        // The label first: only then may the attribute that had it give it up.
        foreach (var attribute in wrong.OrderByDescending(one => one.Body.Label))
            await UpdateAsync(typeId, attribute, cancellationToken);
        wrong = await FindDifferingAsync(typeId, wrong, cancellationToken);
        foreach (var attribute in wrong)
            await ConfigureAsync(attribute, cancellationToken);
        if (wrong.Count > 0)
            await ReportAsync(typeId, wrong, cancellationToken);
    }

    private async Task<IReadOnlyList<WantedAttribute>> FindDifferingAsync(
        string typeId,
        IReadOnlyList<WantedAttribute> wanted,
        CancellationToken cancellationToken
    )
    {
        var live = await ReadAsync(typeId, cancellationToken);
        return
        [
            .. wanted.Where(attribute =>
                live.TryGetValue(attribute.Id, out var there)
                && there.DifferencesFrom(attribute.Body).Count > 0
            ),
        ];
    }

    private async Task UpdateAsync(
        string typeId,
        WantedAttribute attribute,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await assets.UpdateAttributeAsync(
                typeId,
                attribute.Id,
                attribute.Body,
                cancellationToken
            );
        }
        catch (ValidationRefusedException) when (attribute.Body.MaximumCardinality == Unlimited)
        {
            await TryAsync(() =>
                assets.UpdateAttributeAsync(
                    typeId,
                    attribute.Id,
                    attribute.Body with
                    {
                        MaximumCardinality = InPlaceOfUnlimited,
                    },
                    cancellationToken
                )
            );
        }
        catch (ValidationRefusedException)
        {
            // What is still missing after the next step is reported by name.
        }
    }

    /// <summary>Undocumented: a site that does not have it keeps what the update gave.</summary>
    private Task ConfigureAsync(WantedAttribute attribute, CancellationToken cancellationToken) =>
        TryAsync(() =>
            assets.ConfigureAttributeAsync(attribute.Id, attribute.Body, cancellationToken)
        );

    private static async Task TryAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (AtlassianException failure)
            when (failure is ValidationRefusedException or AtlassianNotFoundException)
        {
            // Read back and reported by name.
        }
    }

    private async Task ReportAsync(
        string typeId,
        IReadOnlyList<WantedAttribute> wanted,
        CancellationToken cancellationToken
    )
    {
        var live = await ReadAsync(typeId, cancellationToken);
        foreach (var attribute in wanted)
        {
            if (!live.TryGetValue(attribute.Id, out var there))
                continue;
            var differences = there.DifferencesFrom(attribute.Body);
            if (differences.Count > 0)
                await report.ProblemAsync(
                    $"Settings of the attribute '{attribute.Body.Name}' did not stick: {string.Join(", ", differences)}."
                );
        }
    }

    private async Task<IReadOnlyDictionary<string, AttributeRecord>> ReadAsync(
        string typeId,
        CancellationToken cancellationToken
    ) =>
        (await assets.ListLiveAttributesAsync(typeId, cancellationToken)).ToDictionary(attribute =>
            attribute.Id
        );
}
