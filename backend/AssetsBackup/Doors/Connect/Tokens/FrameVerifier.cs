namespace AssetsBackup.Doors.Connect.Tokens;

/// <summary>Tokens of the iframe's page: bound to its whole URL, so that no parameter beside it can be changed.</summary>
internal sealed class FrameVerifier(SharedSecretVerification verification, ConnectOptions options)
    : ConnectVerifier
{
    public override ValueTask<SignedCall> ReadAsync(
        HttpRequest request,
        CancellationToken cancellationToken
    ) => ValueTask.FromResult(SignedCall.OfFrame(request));

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
        return
            verdict is TokenVerdict.Accepted { Claims: var claims }
            && claims.Qsh != QueryStringHash.Compute(call.Method, call.Target, options.BasePath)
            ? TokenRefusal.WrongQsh
            : verdict;
    }
}
