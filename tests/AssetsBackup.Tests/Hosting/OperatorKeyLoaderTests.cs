using AssetsBackup.Hosting;
using AssetsBackup.Hosting.Keys;
using AssetsBackup.Vault;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace AssetsBackup.Tests.Hosting;

public sealed class OperatorKeyLoaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private string KeyFile => folder.File("keys/operator.key");

    private OperatorKey Load(string environment = "Production", string? variable = null) =>
        Loader(environment, variable).Load();

    private OperatorKeyLoader Loader(string environment = "Production", string? variable = null)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([
                new("DataDirectory", folder.Path),
                new(OperatorKeyLoader.Variable, variable),
            ])
            .Build();
        return new OperatorKeyLoader(
            new KeyPaths(new DataPaths(configuration), configuration),
            configuration,
            new HostingEnvironment { EnvironmentName = environment }
        );
    }

    [Fact]
    public void Without_a_key_production_does_not_start_and_makes_none()
    {
        Should
            .Throw<OperatorKeyException>(() => Load())
            .Message.ShouldContain("assets-backup keys init");
        File.Exists(KeyFile).ShouldBeFalse();
    }

    [Fact]
    public void Development_makes_a_key_once_and_finds_it_again() =>
        Load(Environments.Development).Id.ShouldBe(Load(Environments.Development).Id);

    [Fact]
    public void A_made_key_is_readable_by_its_owner_alone_and_never_overwritten()
    {
        var key = OperatorKeyFile.Create(KeyFile);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(KeyFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Should.Throw<OperatorKeyException>(() => OperatorKeyFile.Create(KeyFile));
        Load().Id.ShouldBe(key.Id);
    }

    [Fact]
    public void A_key_that_others_may_read_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "file modes are a Unix matter");
        OperatorKeyFile.Create(KeyFile);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Should.Throw<OperatorKeyException>(() => Load()).Message.ShouldContain("chmod 600");
    }

    [Fact]
    public void The_data_of_one_key_is_not_opened_with_another()
    {
        var first = Load(variable: OperatorKey.Create().Export());
        var error = Should.Throw<OperatorKeyException>(() =>
            Load(variable: OperatorKey.Create().Export())
        );
        error.Message.ShouldContain(first.Id);
    }

    [Fact]
    public void Development_makes_no_new_key_over_data_whose_key_is_missing()
    {
        OperatorKeyFile.Create(KeyFile);
        Load();
        File.Delete(KeyFile);
        Should.Throw<OperatorKeyException>(() => Load(Environments.Development));
        File.Exists(KeyFile).ShouldBeFalse();
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task A_key_store_alone_says_which_key_it_needs(string environment)
    {
        var needed = OperatorKey.Create();
        using (
            await new KeyStore(folder.File("key-store"), needed).CreateAsync(
                Guid.Parse("11111111-0000-0000-0000-000000000000"),
                TestContext.Current.CancellationToken
            )
        ) { }

        foreach (
            var call in (Func<OperatorKey>[])
                [
                    () => Load(environment),
                    () => Loader(environment).Create(),
                    () => Load(environment, OperatorKey.Create().Export()),
                ]
        )
            Should.Throw<OperatorKeyException>(call).Message.ShouldContain(needed.Id);
        File.Exists(KeyFile).ShouldBeFalse();
        File.Exists(folder.File("key-id")).ShouldBeFalse();
        Load(environment, needed.Export()).Id.ShouldBe(needed.Id);
    }

    [Fact]
    public void A_text_that_is_no_key_is_refused_without_showing_it() =>
        Should
            .Throw<OperatorKeyException>(() => Load(variable: "not-a-key"))
            .Message.ShouldNotContain("not-a-key");
}
