using JiraSimulator.Assets;
using JiraSimulator.Worlds;

namespace JiraSimulator.DataCenter;

/// <summary>A read of a Data Center with the query parameters that it knows; others are refused.</summary>
internal sealed record DataCenterRoute(AssetsRoute Route, IReadOnlyList<string> Parameters)
{
    /// <summary>Off, it is an unknown route.</summary>
    public Func<Switches, bool> IsKnown { get; init; } = _ => true;

    /// <summary>Answers nobody too.</summary>
    public bool WelcomesAnonymous { get; init; }

    public bool IsPlatform { get; init; }

    public static DataCenterRoute Assets(
        string path,
        string operation,
        Func<AssetsCall, Answer> handle,
        params string[] parameters
    ) => new(AssetsRoute.Get(path, operation, call => Named(call, handle)), parameters);

    public static DataCenterRoute Platform(
        string path,
        string operation,
        Func<AssetsCall, Answer> handle,
        params string[] parameters
    ) => new(AssetsRoute.Get(path, operation, handle), parameters) { IsPlatform = true };

    public DataCenterRoute While(Func<Switches, bool> isKnown) => this with { IsKnown = isKnown };

    /// <summary>The refusal as this call words it.</summary>
    public Refusal Named(Refusal refusal) => IsPlatform ? refusal : NamedByException(refusal);

    private static Answer Named(AssetsCall call, Func<AssetsCall, Answer> handle)
    {
        try
        {
            return handle(call);
        }
        catch (Refusal refusal)
        {
            throw NamedByException(refusal);
        }
    }

    /// <summary>Messages begin with the name of an exception; that of 404 is known, the others are guesses.</summary>
    private static Refusal NamedByException(Refusal refusal)
    {
        var exception = refusal.Status switch
        {
            404 => "NotFoundInsightException",
            403 => "PermissionInsightException",
            _ => "ValidateInsightException",
        };
        return new Refusal(
            refusal.Status,
            [.. refusal.Messages.Select(message => $"{exception}: {message}")],
            refusal.Errors
        );
    }
}
