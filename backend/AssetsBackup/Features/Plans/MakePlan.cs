using System.Text.RegularExpressions;
using AssetsBackup.Doors;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Hosting;
using AssetsBackup.Hosting.Database;
using FluentValidation;
using Mediator;

namespace AssetsBackup.Features.Plans;

/// <param name="DestinationId">A target's id; null for the current connection.</param>
/// <param name="SchemaName">Name of the new schema.</param>
/// <param name="SchemaKey">Key of the new schema: at most 10 letters and digits, upper case (contract §3).</param>
public sealed record MakePlan(
    Guid SnapshotId,
    Guid? DestinationId,
    string SchemaName,
    string SchemaKey
) : IRequest<PlanStarted>;

public sealed record PlanStarted(Guid PlanId, Guid RunId);

internal sealed partial class MakePlanValidator : AbstractValidator<MakePlan>
{
    public const int LongestName = 100;

    public MakePlanValidator()
    {
        RuleFor(plan => plan.SchemaName)
            .NotEmpty()
            .WithMessage("Enter a name for the new schema.")
            .MaximumLength(LongestName)
            .WithMessage($"At most {LongestName} characters.")
            .Must(name => name is null || !ReservedCharacters().IsMatch(name))
            .WithMessage("A schema's name cannot contain = ; : ? . or quotation marks.");
        RuleFor(plan => plan.SchemaKey)
            .NotEmpty()
            .WithMessage("Enter a key for the new schema.")
            .Must(key => key is null || Key().IsMatch(key))
            .WithMessage(
                "2 to 10 capital letters and digits, beginning with a letter, such as ITSM2."
            );
    }

    // contract §1.4
    [GeneratedRegex("""[=;:?."]""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ReservedCharacters();

    [GeneratedRegex(
        "^[A-Z][A-Z0-9]{1,9}$",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Key();
}

internal sealed class MakePlanHandler(
    AppDatabase database,
    Caller caller,
    Destinations destinations,
    RunQueue queue,
    IdSource ids
) : IRequestHandler<MakePlan, PlanStarted>
{
    public async ValueTask<PlanStarted> Handle(
        MakePlan request,
        CancellationToken cancellationToken
    )
    {
        var snapshot = await database.ReadableSnapshotAsync(
            caller,
            request.SnapshotId,
            cancellationToken
        );
        var destination = await destinations.FindAsync(request.DestinationId, cancellationToken);
        var (name, key) = (request.SchemaName.Trim(), request.SchemaKey);
        await destinations.EnsureFreeAsync(destination, name, key, cancellationToken);
        // Asking the destination took its time: what was looked up before may be gone.
        await using var transaction = await database.Database.BeginTransactionAsync(
            cancellationToken
        );
        await destinations.EnsureThereAsync(destination.Id, cancellationToken);
        await database.EnsureThereAsync(caller.TenantId, snapshot.Id, cancellationToken);
        var planId = ids.Next();
        var run = queue.Add(
            database,
            new NewRun(caller.TenantId, destination.Id, RunKind.Plan, caller.AccountId)
            {
                SchemaId = snapshot.SchemaId,
                SnapshotId = snapshot.Id,
                PlanId = planId,
                Told = Plan.InWords(destination, name, key),
            }
        );
        database.Plans.Add(
            new Plan
            {
                Id = planId,
                TenantId = caller.TenantId,
                SnapshotId = snapshot.Id,
                DestinationId = destination.Id,
                SchemaName = name,
                SchemaKey = key,
                State = PlanState.Making,
                CreatedAt = run.CreatedAt,
            }
        );
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new PlanStarted(planId, run.Id);
    }
}
