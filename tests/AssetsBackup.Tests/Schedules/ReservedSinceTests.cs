using AssetsBackup.Features.Schedules;
using AssetsBackup.Tests.Capture;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AssetsBackup.Tests.Schedules;

public sealed class ReservedSinceTests
{
    private static readonly ScheduleTimeRequest AtFour = new(
        ScheduleKind.Custom,
        "0 4 * * *",
        "UTC"
    );

    [Fact]
    public async Task A_schedule_whose_time_was_reserved_since_is_not_saved_anew_but_can_be_switched_off()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:20");
        var schema = await host.ReadAsync(database => database.Schemas.FirstAsync());
        await host.SendAsync(new SaveSchedule(schema.Id, IsEnabled: true, AtFour));
        host.Services.GetRequiredService<IOptions<ScheduleOptions>>()
            .Value.Reserved.Add(new ReservedWindow { From = "03:00", To = "05:00" });

        var refused = await Should.ThrowAsync<ValidationException>(() =>
            host.SendAsync(new SaveSchedule(schema.Id, IsEnabled: true, AtFour))
        );
        var saved = await host.SendAsync(new SaveSchedule(schema.Id, IsEnabled: false, AtFour));

        refused.Errors.ShouldHaveSingleItem().ErrorMessage.ShouldBe(ScheduleProblems.Reserved);
        saved.RunId.ShouldBeNull();
        var left = await host.ReadAsync(database => database.Schedules.SingleAsync());
        left.ShouldSatisfyAllConditions(
            () => left.IsEnabled.ShouldBeFalse(),
            () => left.NextAt.ShouldBeNull(),
            () => left.Cron.ShouldBe(AtFour.Cron)
        );
    }
}
