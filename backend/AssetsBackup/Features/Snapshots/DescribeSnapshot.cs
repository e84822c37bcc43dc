using AssetsBackup.Doors;
using AssetsBackup.Features.Audit;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Hosting.Database;
using FluentValidation;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Snapshots;

/// <param name="Description">In the place of the one before; empty or null for none.</param>
public sealed record DescribeSnapshot(Guid Id, string? Description) : IRequest<SnapshotView>;

internal sealed class DescribeSnapshotValidator : AbstractValidator<DescribeSnapshot>
{
    public DescribeSnapshotValidator() => RuleFor(request => request.Description).Description();
}

/// <summary>The vault hears it first: what only the app's lists knew would be lost with them.</summary>
internal sealed class DescribeSnapshotHandler(
    AppDatabase database,
    Caller caller,
    TenantVaults vaults
) : IRequestHandler<DescribeSnapshot, SnapshotView>
{
    public async ValueTask<SnapshotView> Handle(
        DescribeSnapshot request,
        CancellationToken cancellationToken
    )
    {
        var snapshot =
            await database.Snapshots.SingleOrDefaultAsync(
                row => row.TenantId == caller.TenantId && row.Id == request.Id,
                cancellationToken
            ) ?? throw SnapshotLookup.NotFound();
        snapshot.EnsureNotGivenUp();
        var before = snapshot.Description;
        snapshot.Description = DescriptionRules.Description(request.Description);
        database.Audit(
            caller,
            AuditAction.SnapshotDescribed,
            AuditSubject.Snapshot(snapshot.Id),
            new AuditValue("Description", before, snapshot.Description)
        );
        await vaults.AnnotateAsync(
            snapshot,
            said => said with { Description = snapshot.Description ?? "" },
            cancellationToken
        );
        await database.SaveChangesAsync(cancellationToken);
        return (
            await SnapshotViews.ReadAsync(
                database,
                caller.TenantId,
                row => row.Id == snapshot.Id,
                cancellationToken
            )
        ).Single();
    }
}
