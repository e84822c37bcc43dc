using System.Security.Claims;
using System.Text.Encodings.Web;
using AssetsBackup.Doors.Connect.Tokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace AssetsBackup.Doors.Connect;

/// <summary>Joins one class of token to the host's authentication. What was accepted is a feature of the request.</summary>
internal class ConnectAuthentication<TVerifier>(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    TVerifier verifier
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
    where TVerifier : ConnectVerifier
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var call = await verifier.ReadAsync(Request, Context.RequestAborted);
        switch (await verifier.VerifyAsync(call, Context.RequestAborted))
        {
            case TokenVerdict.Accepted accepted:
                Context.Features.Set(call);
                Context.Features.Set(accepted);
                await AdmitAsync(accepted);
                var identity = new ClaimsIdentity(Scheme.Name);
                return AuthenticateResult.Success(
                    new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name)
                );
            case TokenVerdict.Refused refused:
                Logger.LogInformation(
                    "{Scheme} refused a token: {Reason}",
                    Scheme.Name,
                    refused.Reason
                );
                return AuthenticateResult.Fail(refused.Reason.ToString());
            default:
                return AuthenticateResult.NoResult();
        }
    }

    protected virtual Task AdmitAsync(TokenVerdict.Accepted accepted) => Task.CompletedTask;
}

/// <summary>The SPA's calls: a good token is followed by the question who it is that calls.</summary>
internal sealed class ConnectApiAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    ApiVerifier verifier,
    ConnectCallers callers
) : ConnectAuthentication<ApiVerifier>(options, loggers, encoder, verifier)
{
    protected override Task AdmitAsync(TokenVerdict.Accepted accepted) =>
        callers.AdmitAsync(accepted, Context.RequestAborted);
}
