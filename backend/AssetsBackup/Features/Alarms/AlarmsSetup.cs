namespace AssetsBackup.Features.Alarms;

internal static class AlarmsSetup
{
    public static IServiceCollection AddAlarms(this IServiceCollection services) =>
        services.AddSingleton<RaiseAlarm>().AddSingleton<HoldAttached>();
}
