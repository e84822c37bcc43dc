using AssetsBackup.Hosting.Problems;

namespace AssetsBackup.Doors.Connect;

/// <summary>Why two tenants of a site stay two.</summary>
internal static class JoinProblems
{
    public static ProblemException NotNeeded(string site) =>
        Refused(
            "join-not-needed",
            $"{site} is not known twice",
            "Only a site that was added here and has the app installed once can be joined; assets-backup sites list names them."
        );

    public static ProblemException Joined() =>
        Refused("join-not-needed", "The site is one customer already", "There is nothing to join.");

    public static ProblemException NotActive() =>
        Refused(
            "join-not-active",
            "The app is switched off or uninstalled on the site",
            "Switch it on in Jira's Manage apps, then join."
        );

    public static ProblemException OtherSite() =>
        Refused(
            "join-other-site",
            "The two are not proved to be the same site",
            "Their cloud ids differ or are not known, and an equal address proves nothing. Finish the set-up with: assets-backup sites add"
        );

    public static ProblemException Busy() =>
        Refused(
            "join-busy",
            "Something is queued, running or paused for the site",
            "Wait until it has ended, or stop it; then join."
        );

    public static ProblemException TwoHistories() =>
        Refused(
            "join-two-histories",
            "Both have backups or restores",
            "Their backups are under two keys and cannot become one. Both stay as they are: use one, and let the other's backups reach their end."
        );

    // Nothing was changed, whichever it is.
    private static ProblemException Refused(string code, string title, string detail) =>
        new(new Problem(code, StatusCodes.Status409Conflict, title, detail));
}
