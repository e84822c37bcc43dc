using System.CommandLine;
using System.CommandLine.Parsing;
using AssetsBackup.Features.Snapshots;
using AssetsBackup.Features.Vaults;
using AssetsBackup.Vault;
using Mediator;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>verify</c>: reads back every byte of a backup, or checks the whole vault.</summary>
internal static class VerifyVerb
{
    private static readonly Argument<string?> Snapshot = new("backup")
    {
        Description = "The id of the backup, or its start; the whole vault when left out",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private static readonly Option<bool> Structure = new("--structure")
    {
        Description = "Of the whole vault: check that all is there and fits together, read no data",
    };
    private static readonly Option<string?> Slice = new("--slice")
    {
        Description =
            "Of the whole vault: read one slice of the data, such as 3/30; slices 0/30 to 29/30 together are all of it. today/30 is another one each day (UTC)",
    };

    public static Command Create()
    {
        var verb = new Command("verify", "Read back every byte of a backup, or of the whole vault")
        {
            Snapshot,
            Structure,
            Slice,
        };
        Slice.Validators.Add(option =>
        {
            if (SliceOf(option.GetValueOrDefault<string?>(), default) is null)
                option.AddError(
                    $"--slice wants two numbers, such as 3/30, the first below the second, which is {StartVaultVerify.MostSlices} at most; or today/30"
                );
        });
        verb.Validators.Add(RefuseBoth);
        verb.SetAction(RunAsync);
        return verb;
    }

    private static void RefuseBoth(CommandResult verb)
    {
        if (
            verb.GetValue(Snapshot) is not null
            && (verb.GetValue(Structure) || verb.GetValue(Slice) is not null)
        )
            verb.AddError("--structure and --slice are for the whole vault: leave the backup out");
        else if (verb.GetValue(Structure) && verb.GetValue(Slice) is not null)
            verb.AddError("--structure reads no data and --slice does: give one of them");
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var invocation = await Invocation.OpenForSiteAsync(parsed, cancellationToken);
        IRequest<Features.Runs.RunStarted> request = parsed.GetValue(Snapshot) is { } named
            ? new StartVerify(await Named.SnapshotAsync(invocation, named, cancellationToken))
            : OfVault(
                parsed,
                DateOnly.FromDateTime(
                    invocation.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime
                )
            );
        return await invocation.RunAsync(request, cancellationToken);
    }

    private static StartVaultVerify OfVault(ParseResult parsed, DateOnly today) =>
        parsed.GetValue(Slice) is { } slice && SliceOf(slice, today) is var (number, slices)
            ? new StartVaultVerify(ReadData: true, number, slices)
            : new StartVaultVerify(ReadData: !parsed.GetValue(Structure));

    private static (int Number, int Slices)? SliceOf(string? text, DateOnly today) =>
        text?.Split('/') is [var first, var second]
        && int.TryParse(second, out var slices)
        && slices is > 0 and <= StartVaultVerify.MostSlices
        && NumberOf(first, slices, today) is { } number
        && number >= 0
        && number < slices
            ? (number, slices)
            : null;

    private static int? NumberOf(string text, int slices, DateOnly today) =>
        text == "today" ? VerifyScope.SliceOf(today, slices)
        : int.TryParse(text, out var number) ? number
        : null;
}
