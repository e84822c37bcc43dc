using AssetsBackup.Doors;
using AssetsBackup.Features.Alarms;
using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Hosting.Database;
using FluentValidation;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Snapshots.Retention;

/// <param name="Policy">A policy to try; null for the one that is in force.</param>
public sealed record GetRetention(Guid SchemaId, RetentionPolicy? Policy = null)
    : IRequest<RetentionView>;

/// <summary>The default of all schemas that have no policy of their own.</summary>
public sealed record GetDefaultRetention : IRequest<RetentionPolicy>;

/// <summary>A policy of a schema, and what it would do now with the backups in the current storage. Times are UTC.</summary>
/// <param name="IsDefault">Whether the schema follows the default of all schemas.</param>
/// <param name="Default">That default.</param>
/// <param name="IsHeld">Whether an alarm is open: then nothing is deleted until it is acknowledged.</param>
/// <param name="Backups">How many backups there are.</param>
/// <param name="Expired">Those that the next pruning deletes, or would if no alarm held them, the oldest first.</param>
/// <param name="Kept">How many stay, by the first rule that keeps them.</param>
public sealed record RetentionView(
    RetentionPolicy Policy,
    bool IsDefault,
    RetentionPolicy Default,
    bool IsHeld,
    int Backups,
    IReadOnlyList<ExpiredBackup> Expired,
    IReadOnlyList<KeptBackups> Kept
);

/// <param name="ShortId">The first eight digits of the id.</param>
public sealed record ExpiredBackup(Guid Id, string ShortId, DateTimeOffset TakenAt, int Objects);

public sealed record KeptBackups(KeptBecause Because, int Count);

internal sealed class GetRetentionValidator : AbstractValidator<GetRetention>
{
    public GetRetentionValidator(IValidator<RetentionPolicy> policy) =>
        RuleFor(request => request.Policy!)
            .SetValidator(policy)
            .OverridePropertyName("")
            .When(request => request.Policy is not null);
}

internal sealed class GetRetentionHandler(
    AppDatabase database,
    Caller caller,
    RetentionDecisions decisions
)
    : IRequestHandler<GetRetention, RetentionView>,
        IRequestHandler<GetDefaultRetention, RetentionPolicy>
{
    public async ValueTask<RetentionPolicy> Handle(
        GetDefaultRetention request,
        CancellationToken cancellationToken
    ) => (await decisions.PoliciesAsync(caller.TenantId, null, cancellationToken)).Default;

    public async ValueTask<RetentionView> Handle(
        GetRetention request,
        CancellationToken cancellationToken
    )
    {
        var (tenantId, schemaId) = (caller.TenantId, request.SchemaId);
        if (
            !await database.Schemas.AnyAsync(
                schema => schema.TenantId == tenantId && schema.Id == schemaId,
                cancellationToken
            )
        )
            throw SchemaProblems.NotFound();
        var (own, byDefault) = await decisions.PoliciesAsync(tenantId, schemaId, cancellationToken);
        var policy = request.Policy ?? own ?? byDefault;
        var place = await database.FindCurrentStorageAsync(tenantId, cancellationToken);
        var decision = await decisions.DecideAsync(
            tenantId,
            schemaId,
            place?.Id ?? Guid.Empty,
            policy,
            isHeld: false,
            cancellationToken
        );
        return new RetentionView(
            policy,
            own is null,
            byDefault,
            await database.IsHeldAsync(tenantId, schemaId, cancellationToken),
            decision.Kept.Count + decision.Expired.Count,
            await ExpiredAsync(tenantId, decision.Expired, cancellationToken),
            [
                .. decision
                    .Kept.Values.CountBy(reason => reason)
                    .OrderBy(kept => kept.Key)
                    .Select(kept => new KeptBackups(kept.Key, kept.Value)),
            ]
        );
    }

    private Task<List<ExpiredBackup>> ExpiredAsync(
        Guid tenantId,
        IReadOnlyList<Guid> ids,
        CancellationToken cancellationToken
    ) =>
        database
            .Snapshots.Where(row => row.TenantId == tenantId && ids.Contains(row.Id))
            .OrderBy(row => row.TakenAt)
            .Select(row => new ExpiredBackup(
                row.Id,
                Words.ShortId(row.Id),
                row.TakenAt,
                row.Objects
            ))
            .ToListAsync(cancellationToken);
}
