using System.CommandLine;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>sites</c>: the customers of this server, and the instances that they may migrate to.</summary>
internal static class SitesVerb
{
    public static Command Create() =>
        new("sites", "The sites that this server backs up")
        {
            SitesList.Create(),
            SitesAdd.Create(),
            SitesStorage.Create(),
            SitesTarget.Create(),
            SitesDataCenter.Create(),
            SitesJoin.Create(),
        };
}
