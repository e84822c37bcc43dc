using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace AssetsBackup.Hosting.Database;

internal sealed class UtcTicks()
    : ValueConverter<DateTimeOffset, long>(
        time => time.UtcTicks,
        ticks => new DateTimeOffset(ticks, TimeSpan.Zero)
    );
