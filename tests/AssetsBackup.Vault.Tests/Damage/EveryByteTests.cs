using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>
/// Every byte of every blob of a small vault: one bit of it in an ordinary run, all of them in <c>make soak</c>. The vault
/// is open when the damage is done, as verification must trust nothing that it has in memory.
/// </summary>
[Trait(Cases.Trait, Cases.Property)]
public sealed class EveryByteTests
{
    public static TheoryData<string> Kinds =>
        [
            "vault",
            "packs/",
            "index/",
            "snapshots/",
            "plans/",
            "annotations/",
            "progress/",
            "condemned/",
        ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_flipped_bit_anywhere_is_found_and_its_blob_named(string kind)
    {
        var store = await DamagedVault.MakeAsync();
        var vault = await OpenAsync(store);
        var random = new Random(kind.Length);
        var flips = 0;
        foreach (var name in Named(store, kind))
        {
            var sound = store.Blobs[name];
            for (var position = 0; position < sound.Length; position++)
            {
                foreach (
                    var bit in Cases.IsSoak ? [0, 1, 2, 3, 4, 5, 6, 7] : new[] { random.Next(8) }
                )
                {
                    var damaged = sound.ToArray();
                    damaged[position] ^= (byte)(1 << bit);
                    await ShouldBeNamedAsync(
                        store,
                        vault,
                        name,
                        damaged,
                        rest: position < BlobHeader.Size || position % 64 == 40
                    );
                    flips++;
                }
            }
            store.Blobs[name] = sound;
        }
        flips.ShouldBeGreaterThan(100);
        (await DamagedVault.VerifyAsync(vault)).Findings.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_blob_cut_anywhere_or_with_a_byte_too_many_is_found_and_named(string kind)
    {
        var store = await DamagedVault.MakeAsync();
        var vault = await OpenAsync(store);
        foreach (var name in Named(store, kind))
        {
            var sound = store.Blobs[name];
            var step = Cases.IsSoak ? 1 : 13;
            for (var length = 0; length < sound.Length; length += step)
                await ShouldBeNamedAsync(store, vault, name, sound[..length], rest: length == step);
            await ShouldBeNamedAsync(store, vault, name, sound[..^1], rest: true);
            await ShouldBeNamedAsync(store, vault, name, [.. sound, 0], rest: true);
            store.Blobs[name] = sound;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Two_blobs_of_a_kind_that_were_swapped_are_both_named(string kind)
    {
        var store = await DamagedVault.MakeAsync();
        var vault = await OpenAsync(store);
        var names = Named(store, kind);
        for (var i = 0; i < names.Length; i++)
        {
            for (var j = i + 1; j < names.Length; j++)
            {
                Swap(store, names[i], names[j]);

                var report = await DamagedVault.VerifyAsync(vault);

                var found = report.Findings.Select(finding => finding.Blob);
                new[] { names[i], names[j] }.ShouldBeSubsetOf(found);
                await DamagedVault.ShouldReadTheRestAsync(store, report);
                Swap(store, names[i], names[j]);
            }
        }
        names.Length.ShouldBeGreaterThan(kind is "vault" or "plans/" ? 0 : 1);
    }

    private static async Task ShouldBeNamedAsync(
        MemoryBlobStore store,
        TenantVault vault,
        string name,
        byte[] damaged,
        bool rest
    )
    {
        store.Blobs[name] = damaged;

        var report = await DamagedVault.VerifyAsync(vault);

        var finding = report.Findings.Where(finding => finding.Blob == name).ShouldHaveSingleItem();
        finding.Problem.ShouldNotBe(VerifyProblem.Missing);
        // A vault blob keeps the vault from being opened; repair writes it anew.
        if (rest && name != "vault")
            await DamagedVault.ShouldReadTheRestAsync(store, report);
    }

    /// <summary>All blobs of the kind, but no pack that nothing relies on: those that are condemned.</summary>
    private static string[] Named(MemoryBlobStore store, string kind)
    {
        var condemned = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in store.Names("condemned/"))
        {
            var blobs = new SealedBlobs(store, Keys());
            var packs = new CondemnedPacks(blobs).ReadAsync(name, Never).Result.Packs;
            condemned.UnionWith(packs.Select(BlobNames.Pack));
        }
        condemned.Count.ShouldBe(4);
        return [.. store.Names(kind).Where(name => !condemned.Contains(name))];
    }

    private static void Swap(MemoryBlobStore store, string one, string other) =>
        (store.Blobs[one], store.Blobs[other]) = (store.Blobs[other], store.Blobs[one]);
}
