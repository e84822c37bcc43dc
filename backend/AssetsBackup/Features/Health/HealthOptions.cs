using Microsoft.Extensions.Options;

namespace AssetsBackup.Features.Health;

internal sealed class HealthOptions
{
    public const string Section = "Health";

    /// <summary>How long after the time of its schedule a schema may be without a backup before that is overdue.</summary>
    public TimeSpan OverdueAfter { get; init; } = TimeSpan.FromHours(12);
}

internal sealed class HealthOptionsValidation : IValidateOptions<HealthOptions>
{
    public ValidateOptionsResult Validate(string? name, HealthOptions options) =>
        options.OverdueAfter > TimeSpan.Zero
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"Health:OverdueAfter is {options.OverdueAfter}; it has to be more than nothing, such as 12:00:00."
            );
}
