using FluentValidation;
using NodaTime;

namespace AssetsBackup.Features.Schedules;

/// <summary>The time zones that people name, as the IANA list does.</summary>
internal static class TimeZones
{
    public static IRuleBuilderOptions<T, string> TimeZone<T>(this IRuleBuilder<T, string> rule) =>
        rule.Must(name => name is not null && Find(name) is not null)
            .WithMessage("Choose a time zone of the list, such as Europe/Berlin");

    /// <summary>Null where the list has no such zone.</summary>
    public static DateTimeZone? Find(string name) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(name);

    public static string OfThisMachine() => Find(TimeZoneInfo.Local.Id)?.Id ?? "UTC";
}
