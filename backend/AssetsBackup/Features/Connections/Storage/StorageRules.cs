using FluentValidation;

namespace AssetsBackup.Features.Connections.Storage;

/// <summary>The form of what signs in to an own database; whether it is a connection string is for the live test to say.</summary>
internal static class StorageRules
{
    private const int LongestString = 4096;

    // Amazon's bundle of all regions has 170,000.
    private const int LongestAuthorities = 500_000;

    public static void ConnectionString<T>(this IRuleBuilderInitial<T, string> rule) =>
        rule.Cascade(CascadeMode.Stop)
            .NotEmpty()
            .WithMessage("Enter the database's connection string.")
            .MaximumLength(LongestString)
            .WithMessage("This is too long for a connection string.");

    public static void Authorities<T>(this IRuleBuilderInitial<T, string?> rule) =>
        rule.Cascade(CascadeMode.Stop)
            .MaximumLength(LongestAuthorities)
            .WithMessage("This is too long: give only the certificates of the authorities.")
            .Must(text => text?.Contains("PRIVATE KEY", StringComparison.Ordinal) != true)
            .WithMessage("This holds a private key. Give certificates only, and keep the key.");
}
