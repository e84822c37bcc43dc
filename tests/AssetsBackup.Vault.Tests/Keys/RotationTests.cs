using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

/// <summary>Another operator key takes the place of the first; vaults are not touched.</summary>
public sealed class RotationTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("keys-tests-").FullName;
    private readonly OperatorKey old = OperatorKey.Create();
    private readonly OperatorKey next = OperatorKey.Create();

    private KeyStore Old => new(directory, old);

    private KeyStore Next => new(directory, next);

    private string EntryFile => Path.Combine(directory, $"{Tenant:N}.key");

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task The_next_key_opens_the_vault_as_it_was_and_the_old_one_is_called_wrong()
    {
        var store = new MemoryBlobStore();
        using (var keys = await Old.CreateAsync(Tenant, Never))
        {
            await BackupAsync(
                await TenantVault.OpenOrCreateAsync(store, keys, Clock, Never),
                Id(1),
                Objects(1, 10)
            );
        }
        await Old.AdvanceEpochAsync(Tenant, Never);
        var before = store.Copy();

        (await Old.RewrapAsync(Tenant, next, Never)).ShouldBeTrue();

        using var rewrapped = await Next.OpenAsync(Tenant, Never);
        rewrapped.Epoch.ShouldBe(2u);
        await ShouldHoldAsync(
            await TenantVault.OpenOrCreateAsync(store, rewrapped, Clock, Never),
            Id(1),
            Objects(1, 10)
        );
        store.Blobs.Count.ShouldBe(before.Blobs.Count);
        store.Blobs.ShouldAllBe(blob => before.Blobs[blob.Key].SequenceEqual(blob.Value));
        var thrown = await Should.ThrowAsync<WrongOperatorKeyException>(() =>
            Old.OpenAsync(Tenant, Never)
        );
        thrown.NeededId.ShouldBe(next.Id);
        thrown.GivenId.ShouldBe(old.Id);
    }

    [Fact]
    public async Task A_second_rotation_finds_nothing_to_do()
    {
        (await Old.CreateAsync(Tenant, Never)).Dispose();
        await Old.RewrapAsync(Tenant, next, Never);
        var entry = await File.ReadAllBytesAsync(EntryFile);

        (await Old.RewrapAsync(Tenant, next, Never)).ShouldBeFalse();

        (await File.ReadAllBytesAsync(EntryFile)).ShouldBe(entry);
    }

    [Fact]
    public async Task A_rotation_that_was_killed_half_way_through_the_tenants_is_completed_by_another()
    {
        Guid[] tenants = [Id(1), Id(2), Id(3), Id(4)];
        foreach (var tenant in tenants)
            (await Old.CreateAsync(tenant, Never)).Dispose();
        await Old.RewrapAsync(Id(3), next, Never);

        var rewrapped = 0;
        foreach (var tenant in Old.Tenants())
            rewrapped += await Old.RewrapAsync(tenant, next, Never) ? 1 : 0;

        rewrapped.ShouldBe(3);
        foreach (var tenant in tenants)
            (await Next.OpenAsync(tenant, Never)).Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(93)]
    public async Task A_kill_before_the_rename_leaves_the_entry_under_the_old_key(int written)
    {
        (await Old.CreateAsync(Tenant, Never)).Dispose();
        var before = await File.ReadAllBytesAsync(EntryFile);
        await Old.RewrapAsync(Tenant, next, Never);
        var after = await File.ReadAllBytesAsync(EntryFile);
        await File.WriteAllBytesAsync(EntryFile, before);
        await File.WriteAllBytesAsync(
            Path.Combine(directory, "00112233445566778899aabbccddeeff"),
            after[..written]
        );

        (await Old.OpenAsync(Tenant, Never)).Dispose();
        Old.Tenants().ShouldBe([Tenant]);

        (await Old.RewrapAsync(Tenant, next, Never)).ShouldBeTrue();
        (await Next.OpenAsync(Tenant, Never)).Dispose();
    }

    [Fact]
    public async Task A_kill_after_the_rename_leaves_the_entry_under_the_next_key()
    {
        (await Old.CreateAsync(Tenant, Never)).Dispose();
        await Old.RewrapAsync(Tenant, next, Never);

        (await Old.RewrapAsync(Tenant, next, Never)).ShouldBeFalse();
        (await Next.OpenAsync(Tenant, Never)).Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_killed_call_left_under_the_old_key_is_deleted(bool isRewrapped)
    {
        (await Old.CreateAsync(Tenant, Never)).Dispose();
        var left = $"{EntryFile}.{new string('a', 32)}";
        var others = Path.Combine(directory, $"{Id(1):N}.key.{new string('a', 32)}");
        File.Copy(EntryFile, others);
        if (isRewrapped)
            await Old.RewrapAsync(Tenant, next, Never);
        File.Copy(others, left);

        (await Old.RewrapAsync(Tenant, next, Never)).ShouldBe(!isRewrapped);

        Directory.GetFiles(directory, "*.key*").ShouldBe([EntryFile, others], ignoreOrder: true);
        (await Next.OpenAsync(Tenant, Never)).Dispose();
    }

    [Fact]
    public async Task An_entry_under_neither_key_is_left_as_it_is_and_its_key_is_named()
    {
        var third = OperatorKey.Create();
        (await new KeyStore(directory, third).CreateAsync(Tenant, Never)).Dispose();
        var before = await File.ReadAllBytesAsync(EntryFile);

        var thrown = await Should.ThrowAsync<WrongOperatorKeyException>(() =>
            Old.RewrapAsync(Tenant, next, Never)
        );

        thrown.NeededId.ShouldBe(third.Id);
        thrown.GivenId.ShouldBe(old.Id);
        (await File.ReadAllBytesAsync(EntryFile)).ShouldBe(before);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_damaged_entry_is_named_and_left_as_it_is(bool isRewrapped)
    {
        (await Old.CreateAsync(Tenant, Never)).Dispose();
        if (isRewrapped)
            await Old.RewrapAsync(Tenant, next, Never);
        var damaged = await File.ReadAllBytesAsync(EntryFile);
        damaged[^1] ^= 1;
        await File.WriteAllBytesAsync(EntryFile, damaged);

        await Should.ThrowAsync<KeyEntryDamagedException>(() =>
            Old.RewrapAsync(Tenant, next, Never)
        );

        (await File.ReadAllBytesAsync(EntryFile)).ShouldBe(damaged);
    }

    [Fact]
    public async Task A_cancelled_rotation_changes_nothing()
    {
        (await Old.CreateAsync(Tenant, Never)).Dispose();
        var before = await File.ReadAllBytesAsync(EntryFile);

        await Should.ThrowAsync<OperationCanceledException>(() =>
            Old.RewrapAsync(Tenant, next, new CancellationToken(canceled: true))
        );

        (await File.ReadAllBytesAsync(EntryFile)).ShouldBe(before);
        Directory.GetFiles(directory, "*.key*").ShouldBe([EntryFile]);
    }
}
