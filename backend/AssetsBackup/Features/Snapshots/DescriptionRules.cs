using FluentValidation;

namespace AssetsBackup.Features.Snapshots;

internal static class DescriptionRules
{
    // Product E1a.
    public const int Longest = 500;

    public static IRuleBuilderOptions<T, string?> Description<T>(
        this IRuleBuilder<T, string?> rule
    ) =>
        rule.MaximumLength(Longest)
            .WithMessage($"The description may have at most {Longest} characters");
}
