using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

public sealed class DirectoryBlobStoreTests : BlobStoreContract, IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("vault-tests-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    protected override IBlobStore Open() => new DirectoryBlobStore(directory, Tenant);

    [Fact]
    public async Task A_tenant_does_not_see_the_blobs_of_another()
    {
        await Open().PutAsync("a", Bytes("mine"), Never);
        var other = new DirectoryBlobStore(
            directory,
            Guid.Parse("11111111-1111-1111-1111-111111111111")
        );

        (await ListAsync(other, "")).ShouldBeEmpty();
        await Should.ThrowAsync<BlobNotFoundException>(() => other.GetAsync("a", Never));
    }

    [Fact]
    public async Task A_file_that_a_killed_put_left_behind_is_never_listed()
    {
        await Open().PutAsync("a", Bytes("x"), Never);
        var temporary = Path.Combine(directory, Tenant.ToString("N"), ".tmp");
        await File.WriteAllTextAsync(Path.Combine(temporary, "0123"), "half a blo");

        (await ListAsync(Open(), "")).Select(blob => blob.Name).ShouldBe(["a"]);
    }

    [Theory]
    [InlineData(".nfs0000000001")]
    [InlineData(".DS_Store")]
    [InlineData("Thumbs.db")]
    [InlineData("0123~")]
    public async Task A_file_that_somebody_else_left_is_never_listed(string stray)
    {
        await Open().PutAsync("index/a", Bytes("x"), Never);
        var folder = Path.Combine(directory, Tenant.ToString("N"), "index");
        await File.WriteAllTextAsync(Path.Combine(folder, stray), "not ours");

        (await ListAsync(Open(), "")).Select(blob => blob.Name).ShouldBe(["index/a"]);
        (await ListAsync(Open(), "index/")).Select(blob => blob.Name).ShouldBe(["index/a"]);
    }

    [Fact]
    public async Task Puts_leave_no_temporary_files()
    {
        var store = Open();
        await store.PutAsync("a", Bytes("x"), Never);
        await Should.ThrowAsync<BlobExistsException>(() => store.PutAsync("a", Bytes("y"), Never));

        Directory.GetFiles(Path.Combine(directory, Tenant.ToString("N"), ".tmp")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Files_are_readable_by_their_owner_only()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has other permissions");
            return;
        }
        await Open().PutAsync("packs/a", Bytes("x"), Never);

        var folder = Path.Combine(directory, Tenant.ToString("N"));
        File.GetUnixFileMode(Path.Combine(folder, "packs", "a"))
            .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(folder)
            .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
