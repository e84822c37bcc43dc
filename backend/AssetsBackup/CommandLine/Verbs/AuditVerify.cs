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
                $"{Words.Count(verdict.Fitting, "row")}, all as written. Head: {verdict.Fitting} {verdict.Head}{BackupsInWords(verdict)}",
        };

    private static string BackupsInWords(AuditVerdict verdict) =>
        verdict switch
        {
            { NotCompared: { } why } => $"\nNot held against what backups keep of it: {why}.",
            { OlderBackups: > 0 and var older } =>
                $"\nRows that backups keep, each as it is: {verdict.Backups:N0}. Of a log that is not here: {older:N0}.",
            { Backups: > 0 and var backups } =>
                $"\nRows that backups keep, each as it is: {backups:N0}.",
            _ => "",
        };
}
