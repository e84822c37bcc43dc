using System.CommandLine;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>vault</c>: where backups lie, for the operator.</summary>
internal static class VaultVerb
{
    public static Command Create() =>
        new("vault", "The storage of backups")
        {
            VaultAttach.Create(),
            VaultMove.Create(),
            VaultRepair.Create(),
        };
}
