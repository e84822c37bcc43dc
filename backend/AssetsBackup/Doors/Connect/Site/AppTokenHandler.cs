using System.Net.Http.Headers;
using AssetsBackup.Doors.Connect.Tokens;
using AssetsBackup.Hosting.Keys;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AssetsBackup.Doors.Connect.Site;

/// <summary>Signs each call to a site with the secret that the site gave us (connect.md §3.1, outbound).</summary>
internal sealed class AppTokenHandler(SecretBox secrets, ConnectOptions options, TimeProvider clock)
    : DelegatingHandler
{
    public static readonly HttpRequestOptionsKey<ConnectInstallation> Installation = new(
        nameof(ConnectInstallation)
    );

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(3);

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (!request.Options.TryGetValue(Installation, out var installation))
            throw new InvalidOperationException("A call as the app names the installation.");
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "JWT",
            Sign(installation, request)
        );
        return base.SendAsync(request, cancellationToken);
    }

    private string Sign(ConnectInstallation installation, HttpRequestMessage request)
    {
        var secret = secrets.Open(installation.SharedSecret, installation.SecretContext);
        var key = new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(secret));
        var now = clock.GetUtcNow();
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = options.AppKey,
                IssuedAt = now.UtcDateTime,
                Expires = (now + Life).UtcDateTime,
                Claims = new Dictionary<string, object>
                {
                    ["qsh"] = QueryStringHash.Compute(
                        request.Method.Method,
                        request.RequestUri!.PathAndQuery,
                        basePath: ""
                    ),
                },
                SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.HmacSha256),
            }
        );
    }
}
