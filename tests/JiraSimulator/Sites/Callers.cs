using System.Text;

namespace JiraSimulator.Sites;

/// <summary>Who makes a REST call on a site: an account by Basic credentials, or an installed app by its JWT.</summary>
public sealed class Callers
{
    private readonly List<Func<HttpRequest, Site, Caller?>> appVerifiers = [];

    /// <summary>Adds a way to recognise <c>Authorization: JWT …</c>; a verifier answers null for what it does not accept.</summary>
    public void AddAppVerifier(Func<HttpRequest, Site, Caller?> verifier) =>
        appVerifiers.Add(verifier);

    public Caller Identify(HttpRequest request, Site site)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.Length == 0)
            return Caller.Anonymous;
        if (header.StartsWith("JWT ", StringComparison.OrdinalIgnoreCase))
        {
            return appVerifiers
                    .Select(verify => verify(request, site))
                    .FirstOrDefault(c => c is not null)
                ?? Caller.Refused;
        }
        return header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)
            ? ByBasic(header["Basic ".Length..], site)
            : Caller.Refused;
    }

    private static Caller ByBasic(string credentials, Site site)
    {
        var raw = new byte[credentials.Length];
        if (!Convert.TryFromBase64String(credentials.Trim(), raw, out var length))
            return Caller.Refused;
        var text = Encoding.UTF8.GetString(raw, 0, length);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            return Caller.Refused;
        var account = site.Accounts.FirstOrDefault(a =>
            a.IsActive && a.Email.Equals(text[..colon], StringComparison.OrdinalIgnoreCase)
        );
        var secret = text[(colon + 1)..];
        if (
            account is null
            || !account.Tokens.TryGetValue(secret, out var token)
            || token == TokenState.Expired
            || site.RevokedTokens.ContainsKey(secret)
        )
        {
            return Caller.Refused;
        }
        return new Caller(CallerKind.Account, account, AppKey: null)
        {
            TokenIsScoped = token == TokenState.Scoped,
        };
    }
}

/// <summary>The outcome of looking at a request's credentials.</summary>
public sealed record Caller(CallerKind Kind, Account? Account, string? AppKey)
{
    /// <summary>The token works only where the path names the cloud id.</summary>
    public bool TokenIsScoped { get; init; }

    /// <summary>No credentials were sent.</summary>
    public static Caller Anonymous { get; } = new(CallerKind.Anonymous, null, null);

    /// <summary>Credentials were sent and are wrong, expired or revoked: the answer is 401.</summary>
    public static Caller Refused { get; } = new(CallerKind.Refused, null, null);

    public static Caller App(string appKey) => new(CallerKind.App, null, appKey);
}

public enum CallerKind
{
    Anonymous,
    Refused,
    Account,
    App,
}
