using AssetsBackup.Atlassian;
using AssetsBackup.Hosting.Problems;

namespace AssetsBackup.Doors.Connect.Lifecycle;

/// <summary>The body of a lifecycle call (connect.md §2). Unknown members are ignored, missing ones are null.</summary>
internal sealed record LifecycleBody
{
    /// <summary>The app's key.</summary>
    public string? Key { get; init; }

    public string? ClientKey { get; init; }

    public string? EventType { get; init; }

    /// <summary>In <c>installed</c> alone.</summary>
    public string? SharedSecret { get; init; }

    public string? BaseUrl { get; init; }

    public string? DisplayUrl { get; init; }

    /// <summary>
    /// The site that the call speaks for. Whatever is wrong with a call that Atlassian signed, the answer is the same
    /// (connect.md §2.1).
    /// </summary>
    public string RequireSite() =>
        SiteAddress.ParseCloud(BaseUrl)
        ?? throw new ProblemException(ProblemCatalogue.TokenNotAccepted);

    // A secret must not reach a log by way of a record's own text.
    public override string ToString() => $"{EventType} from {ClientKey}";
}
