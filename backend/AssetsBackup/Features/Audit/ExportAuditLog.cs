using AssetsBackup.Doors;
using AssetsBackup.Hosting.Database;
using FluentValidation;
using Mediator;

namespace AssetsBackup.Features.Audit;

public enum AuditFormat
{
    Csv,
    Jsonl,
}

/// <param name="Before">The number to go on below, as the text before said; null for the beginning of a file.</param>
public sealed record ExportAuditLog(AuditFormat Format, AuditFilter Filter, long? Before = null)
    : IRequest<AuditFile>
{
    internal const int LinesAtOnce = 5_000;
}

/// <param name="Text">The file, or the part of it that follows the text before.</param>
/// <param name="Next">What to send as <c>before</c> for what follows; null at the end.</param>
public sealed record AuditFile(string Text, long? Next);

internal sealed class ExportAuditLogValidator : AbstractValidator<ExportAuditLog>
{
    public ExportAuditLogValidator()
    {
        RuleFor(request => request.Format).IsInEnum().WithMessage("Choose CSV or JSONL.");
        RuleFor(request => request.Filter).NotNull();
    }
}

internal sealed class ExportAuditLogHandler(AppDatabase database, Caller caller)
    : IRequestHandler<ExportAuditLog, AuditFile>
{
    public async ValueTask<AuditFile> Handle(
        ExportAuditLog request,
        CancellationToken cancellationToken
    )
    {
        var lines = await AuditViews.ReadAsync(
            database,
            caller.TenantId,
            request.Filter,
            request.Before,
            ExportAuditLog.LinesAtOnce,
            cancellationToken
        );
        if (request.Before is null)
        {
            database.Audit(
                caller,
                AuditAction.AuditLogExported,
                new AuditSubject(AuditSubjectKind.AuditLog, Name: "Audit log"),
                Told(request)
            );
            await database.SaveChangesAsync(cancellationToken);
        }
        return new AuditFile(
            AuditText.Of(lines, request.Format, withHeads: request.Before is null),
            lines.Count == ExportAuditLog.LinesAtOnce ? lines[^1].Number : null
        );
    }

    private static IEnumerable<AuditValue> Told(ExportAuditLog request)
    {
        var filter = request.Filter;
        yield return AuditValue.Of("Format", request.Format.ToString().ToUpperInvariant());
        yield return AuditValue.Of("From", filter.From?.ToString("u"));
        yield return AuditValue.Of("To", filter.To?.ToString("u"));
        yield return AuditValue.Of("Action", filter.Action?.ToString());
        yield return AuditValue.Of("User", filter.User);
    }
}
