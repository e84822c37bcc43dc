using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

public sealed class KeyStoreTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("keys-tests-").FullName;
    private readonly OperatorKey key = OperatorKey.Create();

    private string EntryFile => Path.Combine(directory, $"{Tenant:N}.key");

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task A_vault_written_with_new_keys_opens_with_the_keys_read_back()
    {
        var store = new MemoryBlobStore();
        using (var created = await new KeyStore(directory, key).CreateAsync(Tenant, Never))
        {
            await BackupAsync(
                await TenantVault.OpenOrCreateAsync(store, created, Clock, Never),
                Id(1),
                [Object(1)]
            );
        }

        var again = new KeyStore(directory, OperatorKey.Parse(key.Export()));
        using var opened = await again.OpenAsync(Tenant, Never);

        opened.Tenant.ShouldBe(Tenant);
        (
            await ReadAllAsync(
                await TenantVault.OpenOrCreateAsync(store, opened, Clock, Never),
                Id(1)
            )
        ).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Another_operator_key_is_called_wrong_and_both_are_named()
    {
        (await new KeyStore(directory, key).CreateAsync(Tenant, Never)).Dispose();
        var other = OperatorKey.Create();

        var thrown = await Should.ThrowAsync<WrongOperatorKeyException>(() =>
            new KeyStore(directory, other).OpenAsync(Tenant, Never)
        );

        thrown.NeededId.ShouldBe(key.Id);
        thrown.GivenId.ShouldBe(other.Id);
    }

    [Fact]
    public async Task An_absent_entry_is_named_and_a_second_one_is_refused()
    {
        var store = new KeyStore(directory, key);
        await Should.ThrowAsync<KeyEntryNotFoundException>(() => store.OpenAsync(Tenant, Never));
        (await store.CreateAsync(Tenant, Never)).Dispose();
        var before = await File.ReadAllBytesAsync(EntryFile);

        await Should.ThrowAsync<KeyEntryExistsException>(() => store.CreateAsync(Tenant, Never));

        (await File.ReadAllBytesAsync(EntryFile)).ShouldBe(before);
        Directory.GetFiles(directory, "*.key*").ShouldBe([EntryFile]);
    }

    [Fact]
    public async Task Entries_that_cannot_be_looked_at_are_a_failure_and_not_absent_ones()
    {
        // A link to itself fails as a mount does that went away.
        var away = Path.Combine(directory, "away");
        Directory.CreateSymbolicLink(away, away);
        var store = new KeyStore(away, key);

        await Should.ThrowAsync<IOException>(() => store.OpenAsync(Tenant, Never));
        Should.Throw<IOException>(() => store.Tenants());
        Should.Throw<IOException>(() => KeyStore.OperatorKeyIds(away));
    }

    [Fact]
    public async Task Any_flipped_bit_of_an_entry_is_found()
    {
        var store = new KeyStore(directory, key);
        (await store.CreateAsync(Tenant, Never)).Dispose();
        var entry = await File.ReadAllBytesAsync(EntryFile);
        for (var position = 0; position < entry.Length * 8; position++)
        {
            var changed = entry.ToArray();
            changed[position / 8] ^= (byte)(1 << (position % 8));
            await File.WriteAllBytesAsync(EntryFile, changed);

            await Should.ThrowAsync<KeyStoreException>(() => store.OpenAsync(Tenant, Never));
        }
    }

    [Fact]
    public async Task A_short_entry_and_the_entry_of_another_tenant_are_damaged()
    {
        var store = new KeyStore(directory, key);
        (await store.CreateAsync(Tenant, Never)).Dispose();
        var entry = await File.ReadAllBytesAsync(EntryFile);
        await File.WriteAllBytesAsync(Path.Combine(directory, $"{Id(1):N}.key"), entry);
        await File.WriteAllBytesAsync(EntryFile, entry[..^1]);

        await Should.ThrowAsync<KeyEntryDamagedException>(() => store.OpenAsync(Tenant, Never));
        await Should.ThrowAsync<KeyEntryDamagedException>(() => store.OpenAsync(Id(1), Never));
    }

    [Fact]
    public async Task A_destroyed_entry_is_gone_and_the_other_tenants_stay()
    {
        var store = new KeyStore(directory, key);
        (await store.CreateAsync(Tenant, Never)).Dispose();
        (await store.CreateAsync(Id(1), Never)).Dispose();

        await store.DestroyAsync(Tenant, Never);
        await store.DestroyAsync(Tenant, Never);

        (await store.ExistsAsync(Tenant, Never)).ShouldBeFalse();
        (await store.ExistsAsync(Id(1), Never)).ShouldBeTrue();
    }

    [Fact]
    public async Task No_change_brings_an_entry_back_that_is_destroyed_beside_it()
    {
        var store = new KeyStore(directory, key);
        for (var round = 0; round < 100; round++)
        {
            (await store.CreateAsync(Tenant, Never)).Dispose();
            var change = Task.Run(() => store.AdvanceEpochAsync(Tenant, Never));
            var destruction = Task.Run(() =>
                new KeyStore(directory, key).DestroyAsync(Tenant, Never)
            );

            await destruction;
            try
            {
                await change;
            }
            catch (KeyEntryNotFoundException)
            {
                // The destruction came first.
            }

            (await store.ExistsAsync(Tenant, Never)).ShouldBeFalse($"round {round}");
        }
    }

    [Fact]
    public async Task While_another_process_makes_a_change_every_other_fails_and_changes_nothing()
    {
        var store = new KeyStore(directory, key);
        (await store.CreateAsync(Tenant, Never)).Dispose();
        var before = await File.ReadAllBytesAsync(EntryFile);
        var path = Path.Combine(directory, ".lock");
        await using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            await Should.ThrowAsync<IOException>(() => store.DestroyAsync(Tenant, Never));
            await Should.ThrowAsync<IOException>(() => store.AdvanceEpochAsync(Tenant, Never));
            await Should.ThrowAsync<IOException>(() =>
                store.RewrapAsync(Tenant, OperatorKey.Create(), Never)
            );
            await Should.ThrowAsync<IOException>(() => store.CreateAsync(Id(1), Never));
            (await store.OpenAsync(Tenant, Never)).Dispose();
        }

        (await File.ReadAllBytesAsync(EntryFile)).ShouldBe(before);
        (await store.AdvanceEpochAsync(Tenant, Never)).ShouldBe(2u);
    }

    [Fact]
    public async Task Tenants_are_those_with_an_entry_and_other_files_are_passed_over()
    {
        var store = new KeyStore(Path.Combine(directory, "later"), key);
        store.Tenants().ShouldBeEmpty();
        foreach (var tenant in new[] { Id(1), Id(2), Tenant })
            (await store.CreateAsync(tenant, Never)).Dispose();
        var folder = Path.Combine(directory, "later");
        var upperCase = Tenant.ToString("N").ToUpperInvariant();
        string[] strangers = ["notes.txt", "half.key", $"{upperCase}.key", $"{Id(9):N}", "0123"];
        foreach (var stranger in strangers)
            await File.WriteAllTextAsync(Path.Combine(folder, stranger), "x");

        store.Tenants().ShouldBe([Id(1), Id(2), Tenant], ignoreOrder: true);
        await store.DestroyAsync(Id(2), Never);
        store.Tenants().ShouldBe([Id(1), Tenant], ignoreOrder: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("not base64")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void A_text_that_is_no_operator_key_is_refused(string text) =>
        Should.Throw<FormatException>(() => OperatorKey.Parse(text));

    [Fact]
    public void Keys_for_two_purposes_differ_and_the_id_shows_none_of_the_key()
    {
        key.Derive("a").ShouldNotBe(key.Derive("b"));
        key.Derive("a").ShouldBe(OperatorKey.Parse(key.Export()).Derive("a"));
        Convert.ToHexStringLower(Convert.FromBase64String(key.Export())).ShouldNotContain(key.Id);
    }
}
