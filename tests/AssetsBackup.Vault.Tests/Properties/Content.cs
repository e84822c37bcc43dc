using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>What a snapshot must hold.</summary>
/// <param name="Objects">Objects by number, each at a version.</param>
/// <param name="Avatars">What its revisions added in a tree of its own.</param>
internal sealed record Content(Dictionary<int, int> Objects, Dictionary<int, int> Avatars)
{
    internal static void Apply(Dictionary<int, int> objects, Dictionary<int, int> changes)
    {
        foreach (var (number, changed) in changes)
            objects[number] = changed;
    }

    internal static (string Group, string Id, byte[] Content)[] Items(
        Dictionary<int, int> objects
    ) => [.. objects.Select(item => Object(item.Key, $"v{item.Value}"))];
}
