using System.Net.Sockets;
using System.Text.RegularExpressions;
using MongoDB.Bson;
using MongoDB.Driver;
using MongoDB.Driver.Core;

namespace AssetsBackup.Vault;

/// <summary>What kind of failure a database answered with.</summary>
public enum MongoFailureKind
{
    /// <summary>The database refused, and will again.</summary>
    Refused,

    /// <summary>Too many requests; it said when to come back, or not.</summary>
    Throttled,

    /// <summary>No answer, a lost answer, or a server that gives its place to another.</summary>
    Unavailable,

    /// <summary>The user name and password were not accepted.</summary>
    SignIn,

    /// <summary>The user may not do this.</summary>
    NotAllowed,

    /// <summary>There is no room for more.</summary>
    Full,
}

/// <summary>A failure of the driver, put into terms that say what to do. It never carries the server's own words.</summary>
/// <param name="Kind">What to do about it.</param>
/// <param name="Code">The server's error code, 0 where there is none.</param>
/// <param name="RetryAfter">How long the server asks to wait.</param>
internal sealed partial record MongoFailure(
    MongoFailureKind Kind,
    int Code,
    TimeSpan? RetryAfter = null
)
{
    private const int CursorNotFound = 43;
    private const int DuplicateKey = 11000;
    private const int OutOfDiskSpace = 14031;

    // MongoDB Atlas says everything of its own with this code; only its words tell what.
    private const int Atlas = 8000;

    // Cosmos DB (request units) says the first, gateways before it the second.
    private static readonly HashSet<int> Throttling = [16500, 429];

    // Servers that start, stop or change roles; time-outs; conflicts; a cursor or a write's confirmation that got lost.
    private static readonly HashSet<int> Passing =
    [
        6,
        7,
        CursorNotFound,
        50,
        64,
        89,
        91,
        112,
        133,
        134,
        189,
        262,
        317,
        9001,
        10107,
        11600,
        11602,
        13435,
        13436,
    ];

    internal bool IsWorthRepeating =>
        Kind is MongoFailureKind.Throttled or MongoFailureKind.Unavailable;

    /// <summary>Null for an exception that is not the driver's.</summary>
    internal static MongoFailure? Of(Exception exception) =>
        exception switch
        {
            MongoWriteException e => OfCode(
                e.WriteError?.Code ?? e.WriteConcernError?.Code ?? 0,
                e.WriteError?.Message
            ),
            MongoCommandException e => OfCode(e.Code, e.Message),
            MongoCursorNotFoundException => OfCode(CursorNotFound, text: null),
            MongoAuthenticationException e => OfSignIn(e),
            MongoIncompatibleDriverException or MongoConfigurationException => new(
                MongoFailureKind.Refused,
                Code: 0
            ),
            MongoUndecidedException
            or MongoConnectionException
            or MongoProxyConnectionException
            or MongoExecutionTimeoutException
            or MongoClientException
            or TimeoutException
            or SocketException => new(MongoFailureKind.Unavailable, Code: 0),
            MongoException or BsonException or FormatException => new(
                MongoFailureKind.Refused,
                Code: 0
            ),
            _ => null,
        };

    internal static bool IsDuplicate(MongoWriteException e) => e.WriteError?.Code == DuplicateKey;

    // A connection that broke while signing in is no wrong password.
    private static MongoFailure OfSignIn(MongoAuthenticationException e) =>
        e.InnerException switch
        {
            MongoCommandException { Code: not (18 or 13 or 8000) } inner => OfCode(
                inner.Code,
                inner.Message
            ),
            MongoConnectionException or IOException or TimeoutException => new(
                MongoFailureKind.Unavailable,
                Code: 0
            ),
            _ => new(MongoFailureKind.SignIn, Code: 18),
        };

    private static MongoFailure OfCode(int code, string? text) =>
        code switch
        {
            13 => new(MongoFailureKind.NotAllowed, code),
            18 => new(MongoFailureKind.SignIn, code),
            OutOfDiskSpace => new(MongoFailureKind.Full, code),
            Atlas when text?.Contains("space quota", StringComparison.OrdinalIgnoreCase) == true =>
                new(MongoFailureKind.Full, code),
            _ when Throttling.Contains(code) => new(
                MongoFailureKind.Throttled,
                code,
                RetryAfterIn(text)
            ),
            _ when Passing.Contains(code) => new(MongoFailureKind.Unavailable, code),
            _ => new(MongoFailureKind.Refused, code),
        };

    private static TimeSpan? RetryAfterIn(string? text) =>
        text is not null && RetryAfterMs().Match(text) is { Success: true } match
            ? TimeSpan.FromMilliseconds(int.Parse(match.Groups["ms"].ValueSpan))
            : null;

    [GeneratedRegex(
        @"RetryAfterMs\s*=\s*(?<ms>[0-9]{1,6})",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex RetryAfterMs();
}

/// <summary>The name is taken, but the majority of servers does not know by whom yet.</summary>
internal sealed class MongoUndecidedException : Exception;
