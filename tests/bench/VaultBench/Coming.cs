using System.Reflection;
using AssetsBackup.Vault;

namespace VaultBench;

/// <summary>
/// What the vault is about to learn, looked for by name: the figures that need it are left out until it is there. Once it
/// is, call it directly and delete this file.
/// </summary>
internal static class Coming
{
    private static readonly MethodInfo? Begin = typeof(TenantVault).GetMethod(
        "BeginAsync",
        [typeof(RootKind), typeof(Guid), typeof(Guid?), typeof(CancellationToken)]
    );

    private static readonly MethodInfo? Diff = typeof(TenantVault).GetMethod(
        "DiffAsync",
        [typeof(RootKind), typeof(Guid), typeof(Guid), typeof(string), typeof(CancellationToken)]
    );

    internal static bool HasBase => Begin is not null;

    internal static bool HasDiff => Diff is not null;

    /// <summary>A writer that starts from the trees of an earlier snapshot.</summary>
    internal static Task<RootWriter> BeginAsync(TenantVault vault, Guid id, Guid baseRoot) =>
        (Task<RootWriter>)
            Begin!.Invoke(vault, [RootKind.Snapshot, id, (Guid?)baseRoot, CancellationToken.None])!;

    /// <summary>The number of entries that differ between two snapshots.</summary>
    internal static async Task<int> DiffAsync(TenantVault vault, Guid older, Guid newer)
    {
        var differences =
            (IAsyncEnumerable<object>)
                Diff!.Invoke(
                    vault,
                    [RootKind.Snapshot, older, newer, BenchVault.Tree, CancellationToken.None]
                )!;
        return await differences.CountAsync();
    }
}
