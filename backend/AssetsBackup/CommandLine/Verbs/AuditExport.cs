using System.CommandLine;
using AssetsBackup.Features.Audit;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>audit export</c>: the audit log as a file.</summary>
internal static class AuditExport
{
    private static readonly Option<AuditFormat> Format = Choice.Of<AuditFormat>(
        "--format",
        "csv for spreadsheets, jsonl for programs: one JSON object a line",
        isRequired: true
    );
    private static readonly Option<string> Output = new("--output")
    {
        Description = "The file to write; one that is there is replaced",
        Required = true,
    };

    public static Command Create()
    {
        var verb = new Command(
            "export",
            "Write the audit log to a file, the newest line first; all of it unless it is filtered"
        )
        {
            Format,
            Output,
        };
        AuditFilterInput.AddTo(verb);
        verb.SetAction(RunAsync);
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var invocation = await Invocation.OpenForSiteAsync(parsed, cancellationToken);
        var filter = AuditFilterInput.Read(parsed, from: null);
        await OutputFile.WriteAsync(
            invocation,
            parsed.GetRequiredValue(Output),
            file => WriteAsync(invocation, parsed.GetValue(Format), filter, file, cancellationToken)
        );
        return (int)ExitCode.Done;
    }

    private static async Task WriteAsync(
        Invocation invocation,
        AuditFormat format,
        AuditFilter filter,
        StreamWriter file,
        CancellationToken cancellationToken
    )
    {
        AuditFile part;
        long? before = null;
        do
        {
            part = await invocation.SendAsync(
                new ExportAuditLog(format, filter, before),
                cancellationToken
            );
            await file.WriteAsync(part.Text.AsMemory(), cancellationToken);
            before = part.Next;
        } while (before is not null);
    }
}
