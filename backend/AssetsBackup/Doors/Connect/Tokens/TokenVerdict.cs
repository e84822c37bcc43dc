namespace AssetsBackup.Doors.Connect.Tokens;

/// <summary>What a verifier found. The reason of a refusal goes to the log alone: the answer is always the same 401.</summary>
internal abstract record TokenVerdict
{
    private TokenVerdict() { }

    /// <param name="Installation">The tenant's installation; null for lifecycle calls, which may come from a new one.</param>
    internal sealed record Accepted(TokenClaims Claims, ConnectInstallation? Installation)
        : TokenVerdict;

    internal sealed record Refused(TokenRefusal Reason) : TokenVerdict;

    public static implicit operator TokenVerdict(TokenRefusal reason) => new Refused(reason);
}

internal enum TokenRefusal
{
    Missing,
    Malformed,
    WrongAlgorithm,
    IssuedByOurselves,
    UnknownIssuer,
    UnknownKey,
    BadSignature,
    Expired,
    NotYetValid,
    WrongQsh,
    WrongAudience,
    BodyOfAnother,
}
