using ArchUnitNET.Loader;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Vault;

namespace AssetsBackup.Tests.Architecture;

/// <summary>The compiled product: which type uses which, method bodies included.</summary>
internal static class Product
{
    private static readonly Lazy<IReadOnlyList<Use>> AllUses = new(() =>
        [
            .. new ArchLoader()
                .LoadAssemblies(typeof(AppDatabase).Assembly, typeof(TenantVault).Assembly)
                .Build()
                .Types.SelectMany(type =>
                    type.Dependencies.Select(used => new Use(type.FullName, used.Target.FullName))
                )
                .Distinct(),
        ]
    );

    /// <summary>What types of a namespace, and of those inside it, use.</summary>
    public static IReadOnlyList<Use> UsesOf(string userNamespace) =>
        [.. AllUses.Value.Where(use => IsIn(use.User, userNamespace))];

    public static bool IsIn(string type, string name) =>
        type.StartsWith(name + ".", StringComparison.Ordinal);
}

/// <summary>One type needs another.</summary>
internal sealed record Use(string User, string Used)
{
    public override string ToString() => $"{User} uses {Used}";
}
