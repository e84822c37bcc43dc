using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using JiraSimulator.Sites;

namespace JiraSimulator.Connect;

/// <summary>What <c>AP.context.getToken()</c> gives: a token for one account that names no URL (contract/connect.md §3.1).</summary>
public sealed class ContextTokens(Installations installations, TimeProvider time)
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<Site, ContextTokenMode> modes = new();

    public ContextTokenMode ModeOf(Site site) => modes.GetValueOrDefault(site);

    public void SetMode(Site site, ContextTokenMode mode) => modes[site] = mode;

    /// <summary>A token, or null when no app is installed there or the site was told to fail.</summary>
    public string? Mint(Site site, string accountId)
    {
        var mode = ModeOf(site);
        return installations.Find(site) is { } installation && mode is not ContextTokenMode.Fail
            ? Mint(
                installation,
                accountId,
                time.GetUtcNow() - (mode is ContextTokenMode.Expired ? 2 * Life : default)
            )
            : null;
    }

    internal static string Mint(
        Installation installation,
        string accountId,
        DateTimeOffset issuedAt
    ) =>
        JsonWebToken.Hs256(
            new JsonObject
            {
                ["iss"] = installation.ClientKey,
                ["sub"] = accountId,
                ["iat"] = issuedAt.ToUnixTimeSeconds(),
                ["exp"] = (issuedAt + Life).ToUnixTimeSeconds(),
                ["qsh"] = QueryStringHash.Context,
            },
            installation.SharedSecret
        );
}

public enum ContextTokenMode
{
    Valid,

    /// <summary>Tokens come, and have already expired.</summary>
    Expired,

    /// <summary>No token comes: <c>getToken</c> rejects.</summary>
    Fail,
}
