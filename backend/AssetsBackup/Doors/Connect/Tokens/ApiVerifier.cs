namespace AssetsBackup.Doors.Connect.Tokens;

/// <summary>Context tokens, which the SPA asks Jira's bridge for before each call.</summary>
internal sealed class ApiVerifier(SharedSecretVerification verification) : ConnectVerifier
{
    public override ValueTask<SignedCall> ReadAsync(
        HttpRequest request,
        CancellationToken cancellationToken
    ) => ValueTask.FromResult(SignedCall.OfApi(request));

    public override async Task<TokenVerdict> VerifyAsync(
        SignedCall call,
        CancellationToken cancellationToken
    )
    {
        var verdict = await verification.VerifyAsync(
            call.Token,
            evenIfDisabled: false,
            cancellationToken
        );
        return verdict is TokenVerdict.Accepted { Claims.Qsh: not QueryStringHash.Context }
            ? TokenRefusal.WrongQsh
            : verdict;
    }
}
