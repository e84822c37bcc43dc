using AssetsBackup.Doors;
using AssetsBackup.Features.Audit;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Hosting.Database;
using FluentValidation;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Snapshots.Retention;

/// <summary>Saves how long backups are kept; nothing is deleted before the next pruning.</summary>
/// <param name="SchemaId">Null for the default of all schemas.</param>
/// <param name="Policy">Null to follow the default again, or, of the default, one year.</param>
public sealed record SaveRetention(Guid? SchemaId, RetentionPolicy? Policy)
    : IRequest<RetentionPolicy>;

internal sealed class SaveRetentionValidator : AbstractValidator<SaveRetention>
{
    public SaveRetentionValidator(IValidator<RetentionPolicy> policy) =>
        RuleFor(request => request.Policy!)
            .SetValidator(policy)
            .OverridePropertyName("")
            .When(request => request.Policy is not null);
}

internal sealed class SaveRetentionHandler(
    AppDatabase database,
    Caller caller,
    RetentionDecisions decisions
) : IRequestHandler<SaveRetention, RetentionPolicy>
{
    public async ValueTask<RetentionPolicy> Handle(
        SaveRetention request,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await database.Database.BeginTransactionAsync(
            cancellationToken
        );
        if (
            request.SchemaId is { } id
            && !await database.Schemas.AnyAsync(
                schema => schema.TenantId == caller.TenantId && schema.Id == id,
                cancellationToken
            )
        )
            throw SchemaProblems.NotFound();
        var before = await ReadAsync(request.SchemaId, cancellationToken);
        await ChangeAsync(request, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        var after = await ReadAsync(request.SchemaId, cancellationToken);
        if (before != after)
            database.Audit(
                caller,
                AuditAction.RetentionChanged,
                request.SchemaId is { } schema
                    ? AuditSubject.Schema(schema)
                    : new AuditSubject(AuditSubjectKind.Schema, Name: "Default of all schemas"),
                new AuditValue("Kept", before.Words, after.Words)
            );
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return after.Policy;
    }

    private async Task ChangeAsync(SaveRetention request, CancellationToken cancellationToken)
    {
        var owner = request.SchemaId ?? caller.TenantId;
        var rule = await database.RetentionRules.SingleOrDefaultAsync(
            row => row.TenantId == caller.TenantId && row.OwnerId == owner,
            cancellationToken
        );
        if (request.Policy is { } policy)
        {
            rule ??= database
                .RetentionRules.Add(
                    new RetentionRule { TenantId = caller.TenantId, OwnerId = owner }
                )
                .Entity;
            rule.Policy = policy;
        }
        else if (rule is not null)
            database.RetentionRules.Remove(rule);
    }

    /// <summary>What is in force, and how the audit log puts it.</summary>
    private async Task<(RetentionPolicy Policy, string Words)> ReadAsync(
        Guid? schemaId,
        CancellationToken cancellationToken
    )
    {
        var (own, byDefault) = await decisions.PoliciesAsync(
            caller.TenantId,
            schemaId,
            cancellationToken
        );
        return own is not null ? (own, own.InWords())
            : schemaId is null ? (byDefault, byDefault.InWords())
            : (byDefault, $"by default: {byDefault.InWords()}");
    }
}
