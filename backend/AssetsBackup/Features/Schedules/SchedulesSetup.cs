using Microsoft.Extensions.Options;

namespace AssetsBackup.Features.Schedules;

internal static class SchedulesSetup
{
    public static IServiceCollection AddSchedules(this IServiceCollection services) =>
        services
            .AddOptions<ScheduleOptions>()
            .BindConfiguration(ScheduleOptions.Section)
            .ValidateOnStart()
            .Services.AddSingleton<IValidateOptions<ScheduleOptions>, ScheduleOptionsValidation>()
            .AddSingleton<ReservedTimes>()
            .AddScoped<RecommendedTime>()
            .AddScoped<ChosenTime>()
            .AddScoped<ScheduleStart>()
            .AddScoped<RecommendedSchedules>()
            .AddScoped<DueSchedules>()
            .AddScoped<RefreshSchedules>();
}
