using AssetsBackup.Doors;
using AssetsBackup.Features.Audit;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Features.Vaults.Space;
using AssetsBackup.Hosting.Database;
using FluentValidation;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Snapshots;

/// <param name="Attachments">Whether attachments are captured, where the site gives them.</param>
/// <param name="Archived">Whether objects are captured that a Data Center has archived; no other site has an archive.</param>
public sealed record BackUpNow(
    Guid SchemaId,
    string? Description,
    bool Attachments = true,
    bool Archived = false
) : IRequest<RunStarted>;

/// <summary>What a backup run was asked for.</summary>
internal sealed record BackupArguments(
    string? Description,
    SnapshotTrigger Trigger,
    bool Attachments = true,
    bool Archived = false
)
{
    /// <summary>As the audit log tells it.</summary>
    public IReadOnlyList<AuditValue> InWords() =>
        [
            AuditValue.Of("Type", Trigger.ToString()),
            AuditValue.Of("Description", Description),
            AuditValue.Of("Attachments", Attachments ? "with" : "without"),
            AuditValue.Of("Archived objects", Archived ? "with" : null),
        ];
}

internal sealed class BackUpNowValidator : AbstractValidator<BackUpNow>
{
    public BackUpNowValidator() => RuleFor(request => request.Description).Description();
}

internal sealed class BackUpNowHandler(
    AppDatabase database,
    Caller caller,
    TenantVaults vaults,
    BackupStart start
) : IRequestHandler<BackUpNow, RunStarted>
{
    public async ValueTask<RunStarted> Handle(
        BackUpNow request,
        CancellationToken cancellationToken
    )
    {
        await EnsureRoomAsync(request.SchemaId, cancellationToken);
        // One click sees what another has queued: a transaction that writes begins alone.
        await using var transaction = await database.Database.BeginTransactionAsync(
            cancellationToken
        );
        var schema =
            await database.Schemas.SingleOrDefaultAsync(
                candidate =>
                    candidate.TenantId == caller.TenantId
                    && candidate.Id == request.SchemaId
                    && candidate.RemovedAt == null,
                cancellationToken
            ) ?? throw SchemaProblems.NotFound();
        if (!schema.Status.CanBeBackedUp())
            throw SchemaProblems.NotActive(schema);
        var run =
            await start.AddAsync(
                database,
                schema,
                new BackupArguments(
                    DescriptionRules.Description(request.Description),
                    SnapshotTrigger.Manual,
                    request.Attachments,
                    request.Archived
                ),
                caller.AccountId,
                cancellationToken
            ) ?? throw SchemaProblems.Busy();
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new RunStarted(run.Id);
    }

    /// <summary>Whoever asks for a backup is told at once that it would only wait. Measuring may take a while, and keeps no writer waiting.</summary>
    private async Task EnsureRoomAsync(Guid schemaId, CancellationToken cancellationToken)
    {
        var schema = await database
            .Schemas.AsNoTracking()
            .SingleOrDefaultAsync(
                candidate => candidate.TenantId == caller.TenantId && candidate.Id == schemaId,
                cancellationToken
            );
        if (schema is not null && schema.Status.CanBeBackedUp())
            await vaults.EnsureRoomAsync(
                caller.TenantId,
                await SpaceNeeded.OfAsync(database, schema, cancellationToken),
                cancellationToken
            );
    }
}
