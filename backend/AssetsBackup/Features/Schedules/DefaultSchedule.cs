using AssetsBackup.Doors;
using AssetsBackup.Features.Audit;
using AssetsBackup.Hosting.Database;
using FluentValidation;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Features.Schedules;

/// <summary>Whether schemas that a sync finds later get the recommended schedule by themselves (product D6).</summary>
/// <param name="TimeZone">The zone of their times, by its name in the IANA list; null where they get none.</param>
public sealed record DefaultScheduleView(string? TimeZone);

public sealed record GetDefaultSchedule : IRequest<DefaultScheduleView>;

/// <param name="TimeZone">The zone of whoever asks, by its name in the IANA list; null for no schedule.</param>
public sealed record SaveDefaultSchedule(string? TimeZone) : IRequest<DefaultScheduleView>;

internal sealed class SaveDefaultScheduleValidator : AbstractValidator<SaveDefaultSchedule>
{
    public SaveDefaultScheduleValidator() =>
        RuleFor(request => request.TimeZone!)
            .TimeZone()
            .When(request => request.TimeZone is not null);
}

internal sealed class DefaultScheduleHandler(AppDatabase database, Caller caller)
    : IRequestHandler<GetDefaultSchedule, DefaultScheduleView>,
        IRequestHandler<SaveDefaultSchedule, DefaultScheduleView>
{
    public async ValueTask<DefaultScheduleView> Handle(
        GetDefaultSchedule request,
        CancellationToken cancellationToken
    ) =>
        new(
            await database
                .Tenants.Where(tenant => tenant.Id == caller.TenantId)
                .Select(tenant => tenant.DefaultScheduleZone)
                .SingleAsync(cancellationToken)
        );

    public async ValueTask<DefaultScheduleView> Handle(
        SaveDefaultSchedule request,
        CancellationToken cancellationToken
    )
    {
        var tenant = await database.Tenants.SingleAsync(
            row => row.Id == caller.TenantId,
            cancellationToken
        );
        if (tenant.DefaultScheduleZone != request.TimeZone)
        {
            database.Audit(
                caller,
                AuditAction.DefaultScheduleChanged,
                new AuditSubject(AuditSubjectKind.NewSchemas, Name: "New schemas"),
                new AuditValue("Recommended schedule", tenant.DefaultScheduleZone, request.TimeZone)
            );
            tenant.ScheduleNewSchemas(request.TimeZone, caller.AccountId);
            await database.SaveChangesAsync(cancellationToken);
        }
        return new DefaultScheduleView(request.TimeZone);
    }
}
