using AssetsBackup.Atlassian;
using AssetsBackup.Hosting.Outbound;
using AssetsBackup.Hosting.Problems;
using Microsoft.Extensions.Options;

namespace AssetsBackup.Features.Connections.Credentials;

/// <summary>Calls a site while somebody waits for the answer: within its time, and what fails is told as a problem.</summary>
internal sealed class LiveProof(IOptions<OutgoingAddresses> outgoing, TimeProvider clock)
{
    // The API answers within 10 seconds, however many calls the proof takes.
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <exception cref="ProblemException">Why nothing was proved.</exception>
    public async Task<T> RunAsync<T>(
        Func<CancellationToken, Task<T>> prove,
        CancellationToken cancellationToken
    )
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            patience.Token,
            cancellationToken
        );
        try
        {
            return await prove(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ProblemException(ProblemCatalogue.JiraNotReachable);
        }
        catch (TokenRejectedException)
        {
            throw CredentialProblems.TokenRejected();
        }
        catch (AccessDeniedException denied)
        {
            throw denied.IsAddressBlocked
                ? CredentialProblems.AddressNotAllowed(outgoing.Value)
                : CredentialProblems.ReadingDenied();
        }
        catch (AtlassianException)
        {
            throw new ProblemException(ProblemCatalogue.JiraNotReachable);
        }
        catch (HttpRequestException exception)
            when (OutboundRefusedException.In(exception) is { } refused)
        {
            throw CredentialProblems.AddressRefused(refused.Message);
        }
    }
}
