namespace AssetsBackup.Doors.Connect.Tokens;

/// <summary>Tokens of enabled, disabled and webhooks. The hash does not cover the body, so its names are compared.</summary>
internal sealed class WebhookVerifier(SharedSecretVerification verification, ConnectOptions options)
    : ConnectVerifier
{
    public override async ValueTask<SignedCall> ReadAsync(
        HttpRequest request,
        CancellationToken cancellationToken
    ) => await SignedCall.OfServerAsync(request, cancellationToken);

    public override async Task<TokenVerdict> VerifyAsync(
        SignedCall call,
        CancellationToken cancellationToken
    )
    {
        var verdict = await verification.VerifyAsync(
            call.Token,
            evenIfDisabled: true,
            cancellationToken
        );
        if (verdict is not TokenVerdict.Accepted { Claims: var claims })
            return verdict;
        if (claims.Qsh != QueryStringHash.Compute(call.Method, call.Target, options.BasePath))
            return TokenRefusal.WrongQsh;
        return
            (call.Body?.ClientKey ?? claims.Issuer) == claims.Issuer
            && (call.Body?.Key ?? options.AppKey) == options.AppKey
            ? verdict
            : TokenRefusal.BodyOfAnother;
    }
}
