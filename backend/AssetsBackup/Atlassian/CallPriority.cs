namespace AssetsBackup.Atlassian;

/// <summary>Who is served first where a site's limits make calls wait; the first is.</summary>
internal enum CallPriority
{
    /// <summary>Somebody sits before a screen.</summary>
    Interactive,

    /// <summary>A restore, and the plan that it needs.</summary>
    Restore,

    /// <summary>What somebody asked for.</summary>
    Manual,

    Scheduled,

    /// <summary>What hangs on objects that can be restored already, files among it.</summary>
    Parts,
}
