using System.Linq.Expressions;
using FluentValidation;

namespace AssetsBackup.Features.Snapshots.Retention;

internal sealed class RetentionPolicyValidator : AbstractValidator<RetentionPolicy>
{
    private const int LongestDays = 36_500;
    private const int MostPeriods = 1000;

    public RetentionPolicyValidator()
    {
        RuleFor(policy => policy.WithinDays)
            .InclusiveBetween(1, LongestDays)
            .WithMessage($"Keep everything for 1 to {LongestDays:N0} days");
        Periods(policy => policy.Daily, "days");
        Periods(policy => policy.Weekly, "weeks");
        Periods(policy => policy.Monthly, "months");
        Periods(policy => policy.Yearly, "years");
    }

    private void Periods(Expression<Func<RetentionPolicy, int>> which, string name) =>
        RuleFor(which)
            .InclusiveBetween(0, MostPeriods)
            .WithMessage($"Keep one of each of the last 0 to {MostPeriods:N0} {name}");
}
