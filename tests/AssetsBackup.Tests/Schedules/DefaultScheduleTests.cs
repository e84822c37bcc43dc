using AssetsBackup.Atlassian.Assets;
using AssetsBackup.Features.Schedules;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Tests.Capture;
using FluentValidation;

namespace AssetsBackup.Tests.Schedules;

/// <summary>Product D6: schemas that a sync finds later are scheduled by themselves, where an admin wants that.</summary>
public sealed class DefaultScheduleTests
{
    [Fact]
    public async Task What_is_new_gets_a_schedule_and_a_backup_and_what_was_there_does_not()
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        await host.SendAsync(new SaveDefaultSchedule(ScheduleHost.Berlin));
        await CreateAsync(host, "NEW");

        await host.SyncAsync();

        var schemas = (await host.SendAsync(new ListSchemas())).Items;
        var schedule = schemas.Single(schema => schema.Key == "NEW").Schedule.ShouldNotBeNull();
        (schedule.IsEnabled, schedule.Kind, schedule.TimeZone).ShouldBe(
            (true, ScheduleKind.Recommended, ScheduleHost.Berlin)
        );
        schedule.NextAt.ShouldNotBeNull();
        schemas
            .Single(schema => schema.Key == "NEW")
            .LastBackup.ShouldNotBeNull()
            .ErrorCode.ShouldBe("schema-empty");
        schemas.Where(schema => schema.Key != "NEW").ShouldAllBe(schema => schema.Schedule == null);
    }

    [Fact]
    public async Task Each_of_several_has_a_time_of_its_own()
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        await host.SendAsync(new SaveDefaultSchedule(ScheduleHost.Berlin));
        foreach (var key in (string[])["NEA", "NEB", "NEC"])
            await CreateAsync(host, key);

        await host.SyncAsync();

        var times = (await host.SendAsync(new ListSchemas()))
            .Items.Select(schema => schema.Schedule?.NextAt)
            .OfType<DateTimeOffset>()
            .ToList();
        times.Count.ShouldBe(3);
        times.Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task Switched_off_what_is_new_gets_none()
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        await host.SendAsync(new SaveDefaultSchedule(ScheduleHost.Berlin));
        (await host.SendAsync(new SaveDefaultSchedule(null))).TimeZone.ShouldBeNull();
        await CreateAsync(host, "NEW");

        await host.SyncAsync();

        (await host.SendAsync(new ListSchemas())).Items.ShouldAllBe(schema =>
            schema.Schedule == null
        );
    }

    [Fact]
    public async Task One_that_was_deleted_from_the_app_comes_back_without_a_schedule()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:20");
        await host.SendAsync(new SaveDefaultSchedule(ScheduleHost.Berlin));
        var schema = await host.OnlySchemaAsync();
        await host.SendAsync(new DeleteSchema(schema, WithBackups: false));

        await host.SyncAsync();

        var back = (await host.SendAsync(new ListSchemas())).Items.ShouldHaveSingleItem();
        (back.Id, back.Schedule).ShouldBe((schema, null));
    }

    [Fact]
    public async Task A_zone_that_there_is_not_is_refused_at_its_field()
    {
        await using var host = await CaptureHost.StartSetUpAsync();

        var refused = await Should.ThrowAsync<ValidationException>(() =>
            host.SendAsync(new SaveDefaultSchedule("Europe/Atlantis"))
        );

        refused.Errors.ShouldHaveSingleItem().PropertyName.ShouldBe("TimeZone");
        (await host.SendAsync(new GetDefaultSchedule())).TimeZone.ShouldBeNull();
    }

    private static Task CreateAsync(CaptureHost host, string key) =>
        host.Assets("acme")
            .CreateSchemaAsync(new SchemaIn($"Schema {key}", key, null), CancellationToken.None);
}
