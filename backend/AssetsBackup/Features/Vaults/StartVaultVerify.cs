using AssetsBackup.Doors;
using AssetsBackup.Features.Audit;
using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting.Database;
using FluentValidation;
using Mediator;

namespace AssetsBackup.Features.Vaults;

/// <summary>Verifies the whole vault of the caller: its structure, and of its bytes all, none, or one slice.</summary>
/// <param name="ReadData">Whether packs are read back; otherwise only the structure is checked.</param>
/// <param name="Slice">Which slice of the packs is read, from 0; null for all.</param>
/// <param name="Slices">Into how many slices they are divided.</param>
public sealed record StartVaultVerify(bool ReadData, int? Slice = null, int Slices = 30)
    : IRequest<RunStarted>
{
    internal const int MostSlices = 365;
}

internal sealed class StartVaultVerifyValidator : AbstractValidator<StartVaultVerify>
{
    public StartVaultVerifyValidator()
    {
        RuleFor(request => request.Slices)
            .InclusiveBetween(1, StartVaultVerify.MostSlices)
            .WithMessage($"Divide into 1 to {StartVaultVerify.MostSlices} slices");
        RuleFor(request => request.Slice)
            .Must((request, slice) => slice is null || (slice >= 0 && slice < request.Slices))
            .WithMessage(request => $"Name a slice from 0 to {request.Slices - 1}");
    }
}

internal sealed class StartVaultVerifyHandler(AppDatabase database, Caller caller, RunQueue queue)
    : IRequestHandler<StartVaultVerify, RunStarted>
{
    public async ValueTask<RunStarted> Handle(
        StartVaultVerify request,
        CancellationToken cancellationToken
    )
    {
        var connection = await database.CurrentConnectionAsync(caller, cancellationToken);
        return await queue.StartAsync(
            database,
            new NewRun(caller.TenantId, connection.Id, RunKind.Verify, caller.AccountId)
            {
                Arguments = request,
                Told =
                [
                    AuditValue.Of(
                        "What is read",
                        !request.ReadData ? "structure"
                            : request.Slice is { } slice ? $"slice {slice}/{request.Slices}"
                            : "all"
                    ),
                ],
            },
            cancellationToken
        );
    }
}
