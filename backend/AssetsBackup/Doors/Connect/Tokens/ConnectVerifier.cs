namespace AssetsBackup.Doors.Connect.Tokens;

/// <summary>Accepts one class of token and no other.</summary>
internal abstract class ConnectVerifier
{
    /// <summary>Takes from the request what this class of token vouches for.</summary>
    public abstract ValueTask<SignedCall> ReadAsync(
        HttpRequest request,
        CancellationToken cancellationToken
    );

    public abstract Task<TokenVerdict> VerifyAsync(
        SignedCall call,
        CancellationToken cancellationToken
    );
}
