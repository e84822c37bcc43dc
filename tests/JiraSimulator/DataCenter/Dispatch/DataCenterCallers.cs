using System.Text;
using JiraSimulator.Sites;

namespace JiraSimulator.DataCenter;

/// <summary>Who calls a Data Center site: user name and password by Basic, or a personal access token as Bearer (contract §11).</summary>
internal static class DataCenterCallers
{
    public static Caller Identify(HttpRequest request, Site site)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.Length == 0)
            return Caller.Anonymous;
        var account = header.Split(' ', 2) switch
        {
            ["Basic", var credentials] => ByPassword(credentials, site),
            ["Bearer", var token] => ByToken(token, site),
            _ => null,
        };
        return account is { IsActive: true }
            ? new Caller(CallerKind.Account, account, AppKey: null)
            : Caller.Refused;
    }

    private static Account? ByPassword(string credentials, Site site)
    {
        var raw = new byte[credentials.Length];
        if (!Convert.TryFromBase64String(credentials.Trim(), raw, out var length))
            return null;
        var text = Encoding.UTF8.GetString(raw, 0, length);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? null
            : site.Accounts.FirstOrDefault(account =>
                account.Password is not null
                && account.Password == text[(colon + 1)..]
                && text[..colon].Equals(account.UserName, StringComparison.OrdinalIgnoreCase)
            );
    }

    private static Account? ByToken(string token, Site site) =>
        site.Accounts.FirstOrDefault(account =>
            account.Tokens.TryGetValue(token.Trim(), out var state) && state == TokenState.Valid
        );
}
