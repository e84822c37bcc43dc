using System.CommandLine;
using AssetsBackup.Features.Vaults;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>prune</c>: frees what no backup needs.</summary>
internal static class PruneVerb
{
    public static Command Create()
    {
        var verb = new Command(
            "prune",
            "Free what no backup needs: condemn it first, delete it 24 hours later at the earliest"
        );
        verb.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var invocation = await Invocation.OpenForSiteAsync(
                    parsed,
                    cancellationToken
                );
                return await invocation.RunAsync(new StartPrune(), cancellationToken);
            }
        );
        return verb;
    }
}
