using System.Text.Json;
using System.Text.Json.Serialization;
using AssetsBackup.Doors;
using AssetsBackup.Features.Audit;
using AssetsBackup.Hosting.Database;
using FluentValidation;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Runs;

public enum RunLogFormat
{
    Text,
    Jsonl,
}

/// <param name="After">The number to go on after, as the part before said; absent for the beginning of a file.</param>
public sealed record RunLogFilePart(RunLogFormat Format, long? After = null);

/// <param name="After">0 for the beginning of a file.</param>
public sealed record DownloadRunLog(Guid RunId, RunLogFormat Format, long After)
    : IRequest<RunLogFile>
{
    internal const int LinesAtOnce = 5_000;
}

/// <param name="Text">The file, or the part of it that follows the text before: a line of the log is a line of it, its time in UTC.</param>
/// <param name="Next">What to send as <c>after</c> for what follows; null at the end.</param>
public sealed record RunLogFile(string Text, long? Next);

internal sealed class DownloadRunLogValidator : AbstractValidator<DownloadRunLog>
{
    public DownloadRunLogValidator() =>
        RuleFor(request => request.Format).IsInEnum().WithMessage("Choose text or JSONL.");
}

internal sealed class DownloadRunLogHandler(AppDatabase database, Caller caller)
    : IRequestHandler<DownloadRunLog, RunLogFile>
{
    private static readonly JsonSerializerOptions Json = new(AuditViews.Json)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public async ValueTask<RunLogFile> Handle(
        DownloadRunLog request,
        CancellationToken cancellationToken
    )
    {
        var run =
            await database
                .Runs.AsNoTracking()
                .SingleOrDefaultAsync(
                    row => row.TenantId == caller.TenantId && row.Id == request.RunId,
                    cancellationToken
                )
            ?? throw RunProblems.NotFound();
        var lines = await database
            .RunLog.AsNoTracking()
            .Where(line =>
                line.TenantId == caller.TenantId && line.RunId == run.Id && line.Id > request.After
            )
            .OrderBy(line => line.Id)
            .Take(DownloadRunLog.LinesAtOnce)
            .Select(line => new RunLogLine(line.Id, line.At, line.Level, line.Message))
            .ToListAsync(cancellationToken);
        if (request.After == 0)
        {
            database.Audit(
                new AuditNote(
                    caller.TenantId,
                    caller.AccountId,
                    AuditAction.RunLogDownloaded,
                    AuditOfRun.SubjectOf(run),
                    [
                        AuditValue.Of("Run", run.Kind.ToString()),
                        AuditValue.Of("Format", request.Format.ToString()),
                    ],
                    run.Id
                )
            );
            await database.SaveChangesAsync(cancellationToken);
        }
        return new RunLogFile(
            string.Concat(lines.Select(line => TextOf(line, request.Format) + "\n")),
            lines.Count == DownloadRunLog.LinesAtOnce ? lines[^1].Number : null
        );
    }

    private static string TextOf(RunLogLine line, RunLogFormat format) =>
        format == RunLogFormat.Jsonl
            ? JsonSerializer.Serialize(line, Json)
            // A line stays one line, whatever somebody called a type.
            : $"{line.At.UtcDateTime:yyyy-MM-dd HH:mm:ss'Z'}  {line.Level, -11}  {line.Message.ReplaceLineEndings(" ")}";
}
