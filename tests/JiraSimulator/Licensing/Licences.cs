using System.Collections.Concurrent;
using JiraSimulator.Sites;

namespace JiraSimulator.Licensing;

/// <summary>The licence of the installed app on each site, as a test sets it; a paid app starts with an active one.</summary>
public sealed class Licences
{
    private readonly ConcurrentDictionary<Site, LicenceState> states = new();

    public LicenceState Of(Site site) => states.GetValueOrDefault(site);

    public void Set(Site site, LicenceState state) => states[site] = state;

    /// <summary>What the <c>lic</c> parameter of a frame says.</summary>
    public bool IsActive(Site site) =>
        Of(site) is LicenceState.Active or LicenceState.Trial or LicenceState.Unavailable;
}

public enum LicenceState
{
    Active,

    /// <summary>A running evaluation.</summary>
    Trial,

    /// <summary>A licence that has lapsed.</summary>
    Inactive,

    /// <summary>No licence object, as for an app that is not licensed through Marketplace.</summary>
    None,

    /// <summary>The licence resource answers 503; a frame still says what it said.</summary>
    Unavailable,
}
