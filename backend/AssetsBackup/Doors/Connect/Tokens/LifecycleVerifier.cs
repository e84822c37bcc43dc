using System.Security.Cryptography;

namespace AssetsBackup.Doors.Connect.Tokens;

/// <summary>
/// Tokens of installed and uninstalled: RS256 by Atlassian's install key, meant for this app and this address, and for the
/// tenant that the body names (connect.md §2.1).
/// </summary>
internal sealed class LifecycleVerifier(
    InstallKeys keys,
    ConnectOptions options,
    TimeProvider clock
) : ConnectVerifier
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
        if (call.Token is null)
            return TokenRefusal.Missing;
        if (CompactToken.Parse(call.Token) is not { } token)
            return TokenRefusal.Malformed;
        if (token.Algorithm != "RS256")
            return TokenRefusal.WrongAlgorithm;
        if (await keys.FindAsync(token.KeyId, cancellationToken) is not { } key)
            return TokenRefusal.UnknownKey;
        return IsSigned(token, key)
            ? Check(token.Claims, call)
                ?? (TokenVerdict)new TokenVerdict.Accepted(token.Claims, null)
            : TokenRefusal.BadSignature;
    }

    private TokenVerdict? Check(TokenClaims claims, SignedCall call)
    {
        if (claims.CheckTimes(clock.GetUtcNow()) is { } refusal)
            return refusal;
        if (options.BaseUrl is null || !claims.Audience.Any(IsThisApp))
            return TokenRefusal.WrongAudience;
        if (claims.Qsh != QueryStringHash.Compute(call.Method, call.Target, options.BasePath))
            return TokenRefusal.WrongQsh;
        return
            call.Body is { } body
            && body.ClientKey == claims.Issuer
            && body.Key == options.AppKey
            && body.EventType == EventOf(call.Target)
            ? null
            : TokenRefusal.BodyOfAnother;
    }

    private bool IsThisApp(string audience) =>
        (audience.EndsWith('/') ? audience[..^1] : audience) == options.BaseUrl;

    // Each event has an address of its own, which the hash has just vouched for.
    private static string EventOf(string target)
    {
        var path = target.AsSpan(
            0,
            target.AsSpan().IndexOfAny('?', '#') is var end and >= 0 ? end : target.Length
        );
        path = path.TrimEnd('/');
        return path[(path.LastIndexOf('/') + 1)..].ToString();
    }

    private static bool IsSigned(CompactToken token, string pem)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(pem);
        return rsa.KeySize >= 2048
            && rsa.VerifyData(
                token.Signed,
                token.Signature,
                HashAlgorithmName.SHA256,
                RSASignaturePadding.Pkcs1
            );
    }
}
