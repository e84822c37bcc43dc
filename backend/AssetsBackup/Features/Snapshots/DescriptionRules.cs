using FluentValidation;

namespace AssetsBackup.Features.Snapshots;

/// <summary>What people say of a backup (product E1a); what stands around it does not count.</summary>
internal static class DescriptionRules
{
    public const int Longest = 500;

    public static IRuleBuilderOptions<T, string?> Description<T>(
        this IRuleBuilder<T, string?> rule
    ) =>
        rule.Must(text => Description(text) is not { Length: > Longest })
            .WithMessage($"The description may have at most {Longest} characters");

    /// <summary>As it is kept; null where nothing is said.</summary>
    public static string? Description(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
