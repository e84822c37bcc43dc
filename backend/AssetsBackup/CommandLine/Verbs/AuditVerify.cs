using System.CommandLine;
using AssetsBackup.Features;
using AssetsBackup.Features.Audit;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>audit verify</c>: whether every row of the audit log is as it was written.</summary>
internal static class AuditVerify
{
    public static Command Create()
    {
        var verb = new Command(
            "verify",
            "Check that no row of the audit log was changed, removed, put in, moved or cut off; the first one that does not fit is named"
        );
        verb.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var invocation = await Invocation.OpenForSiteAsync(
                    parsed,
                    cancellationToken
                );
                var verdict = await invocation.SendAsync(new VerifyAuditLog(), cancellationToken);
                invocation.Print.Answer(
                    verdict,
                    console => console.Profile.Out.Writer.WriteLine(InWords(verdict))
                );
                return (int)(verdict.IsIntact ? ExitCode.Done : ExitCode.RunFailed);
            }
        );
        return verb;
    }

    private static string InWords(AuditVerdict verdict) =>
        verdict switch
        {
            { Finding: { } finding } =>
                $"{finding} {Words.Count(verdict.Fitting, "row")} before it: as written.",
            { Head: null } => "The audit log is empty.",
            _ =>
                $"{Words.Count(verdict.Fitting, "row")}, all as written. {BackupsInWords(verdict)}Head: {verdict.Fitting} {verdict.Head}",
        };

    private static string BackupsInWords(AuditVerdict verdict) =>
        verdict switch
        {
            { NotCompared: { } why } => $"Not held against what backups keep of it: {why}. ",
            { OlderBackups: > 0 and var older } =>
                $"{Words.Count(verdict.Backups, "backup")} keep a row of it; {Words.Count(older, "backup")} are older than the log and keep rows of one that is not here. ",
            { Backups: > 0 and var backups } =>
                $"{Words.Count(backups, "backup")} keep a row of it, each as it is. ",
            _ => "",
        };
}
