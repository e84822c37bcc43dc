using System.CommandLine;
using AssetsBackup.Features.Audit;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>audit</c>: who did what, when; whether it was tampered with; a file of it.</summary>
internal static class AuditVerb
{
    private const int AtOnce = 1_000;

    public static Command Create()
    {
        var verb = new Command(
            "audit",
            "List the audit log of a site, the newest first: of this month (UTC) unless --from or --to is given"
        )
        {
            AuditVerify.Create(),
            AuditExport.Create(),
        };
        AuditFilterInput.AddTo(verb);
        verb.SetAction(RunAsync);
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var invocation = await Invocation.OpenForSiteAsync(parsed, cancellationToken);
        var clock = invocation.Services.GetRequiredService<TimeProvider>();
        var filter = AuditFilterInput.Read(parsed, from: AuditFilterInput.MonthOf(clock));
        var items = new List<AuditEntryView>();
        AuditPage page;
        long? before = null;
        do
        {
            page = await invocation.SendAsync(
                new ListAuditLog(filter, before, AtOnce),
                cancellationToken
            );
            items.AddRange(page.Items);
            before = page.Next;
        } while (before is not null);
        invocation.Print.Table(
            new AuditPage(items, null),
            ["Number", "Date (UTC)", "User", "Action", "Subject", "Values"],
            items.Select(Row)
        );
        return (int)ExitCode.Done;
    }

    private static string[] Row(AuditEntryView line) =>
        [
            line.Number.ToString(),
            line.At.ToString("u"),
            AuditText.WhoOf(line),
            Shown.Words(line.Action),
            line.Subject,
            string.Join("; ", line.Values.Select(InWords)),
        ];

    private static string InWords(AuditValue value) =>
        value switch
        {
            { Old: null } => $"{value.Name}: {value.New}",
            { New: null } => $"{value.Name}: {value.Old} → nothing",
            _ => $"{value.Name}: {value.Old} → {value.New}",
        };
}
