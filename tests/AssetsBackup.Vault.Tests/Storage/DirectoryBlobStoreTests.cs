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
    public async Task What_the_system_does_not_permit_is_a_failure_that_names_the_blob()
    {
        // Opening a folder as a file is refused as a right that is missing is; root has all of those.
        Directory.CreateDirectory(Path.Combine(directory, Tenant.ToString("N"), "index", "a"));

        var failure = await Should.ThrowAsync<IOException>(() => Open().GetAsync("index/a", Never));

        failure.Message.ShouldBe("Blob 'index/a': no permission");
        failure.InnerException.ShouldBeOfType<UnauthorizedAccessException>();
    }

    [Fact]
    public async Task A_folder_that_cannot_be_looked_at_is_a_failure_and_not_an_empty_one()
    {
        // A link to itself fails as a mount does that went away; root may look at everything else.
        var tenant = Directory.CreateDirectory(Path.Combine(directory, Tenant.ToString("N")));
        File.CreateSymbolicLink(Path.Combine(tenant.FullName, "snapshots"), "snapshots");

        await Should.ThrowAsync<IOException>(() => ListAsync(Open(), "snapshots/"));
        await Should.ThrowAsync<IOException>(() => Open().DeleteAsync("snapshots/a", Never));
        (await ListAsync(Open(), "index/")).ShouldBeEmpty();
        await Open().DeleteAsync("index/a", Never);
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
    public async Task The_first_put_of_an_instance_deletes_what_crashes_left_more_than_a_day_ago()
    {
        await Open().PutAsync("a", Bytes("x"), Never);
        var temporary = Path.Combine(directory, Tenant.ToString("N"), ".tmp");
        var (old, young) = (Path.Combine(temporary, "old"), Path.Combine(temporary, "young"));
        foreach (var (file, hours) in new[] { (old, 25), (young, 23) })
        {
            await File.WriteAllTextAsync(file, "half a blo");
            File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(file).AddHours(-hours));
        }

        await Open().GetAsync("a", Never);
        Directory.GetFiles(temporary).Length.ShouldBe(2);
        await Open().PutAsync("b", Bytes("x"), Never);

        Directory.GetFiles(temporary).ShouldBe([young]);
    }

    [Fact]
    public async Task Of_a_file_longer_than_any_blob_no_more_is_read_than_shows_it()
    {
        var store = Open();
        await BackupAsync(await OpenAsync(store), Id(1), Objects(1, 10));
        var folder = Path.Combine(directory, Tenant.ToString("N"));
        var index = Directory.GetFiles(Path.Combine(folder, "index")).ShouldHaveSingleItem();
        await using (var file = new FileStream(index, FileMode.Open))
            file.SetLength(5_000_000_000);

        var read = await store.GetAsync($"index/{Path.GetFileName(index)}", Never);
        var report = await TenantVault.VerifyAsync(
            store,
            Keys(),
            VerifyScope.All,
            readData: true,
            progress: null,
            Never
        );

        read.Length.ShouldBe(BlobName.MaxLength + 1);
        report.Findings.ShouldContain(finding => finding.Blob.StartsWith("index/"));
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
