using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using JiraSimulator.Assets;
using JiraSimulator.Worlds;

namespace JiraSimulator.Jira;

/// <summary>Tokens that lead from one page of issues to the next (contract §8.3): opaque, bound to their query, and short of life.</summary>
internal sealed class IssueTokens
{
    private readonly Lock gate = new();
    private int refused;

    public static string Next(IssuePage page, string jql, DateTimeOffset now) =>
        Convert.ToBase64String(
            Encoding.UTF8.GetBytes(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{page.StartAt} {page.Repeats} {now.ToUnixTimeMilliseconds()} {Digest(jql)}"
                )
            )
        );

    /// <exception cref="Refusal">It is no token, one of another query, or expired.</exception>
    public IssuePage Read(string token, string jql, World world)
    {
        var buffer = new byte[token.Length];
        var parts = Convert.TryFromBase64String(token, buffer, out var length)
            ? Encoding.UTF8.GetString(buffer, 0, length).Split(' ')
            : [];
        if (
            parts is not [var startAt, var repeats, var made, var query]
            || query != Digest(jql)
            || !int.TryParse(startAt, CultureInfo.InvariantCulture, out var start)
            || !long.TryParse(made, CultureInfo.InvariantCulture, out var milliseconds)
        )
        {
            throw Refusal.Bad("The provided next page token is invalid.");
        }
        var until = DateTimeOffset
            .FromUnixTimeMilliseconds(milliseconds)
            .AddSeconds(world.Switches.IssueTokenSeconds);
        if (world.Now >= until || IsRefused(world.Switches))
            throw Refusal.Bad("The provided next page token has expired.");
        return new IssuePage(start, repeats == bool.TrueString);
    }

    private bool IsRefused(Switches switches)
    {
        lock (gate)
        {
            if (switches.ExpiredIssueTokens == 0)
                refused = 0;
            return refused < switches.ExpiredIssueTokens && ++refused > 0;
        }
    }

    private static string Digest(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
}

/// <summary>Where a page begins; <see cref="Repeats"/> marks one that was answered before.</summary>
internal sealed record IssuePage(int StartAt, bool Repeats)
{
    public static IssuePage First { get; } = new(0, Repeats: false);

    /// <summary>The page that the token of this one leads to.</summary>
    public IssuePage After(int count, IssuePaging paging) =>
        paging switch
        {
            IssuePaging.RepeatsForever => new IssuePage(StartAt, Repeats: true),
            IssuePaging.RepeatsOnce when this == First => new IssuePage(StartAt, Repeats: true),
            _ => new IssuePage(StartAt + count, Repeats: false),
        };
}
