using System.Runtime.CompilerServices;
using AssetsBackup.Tests.Capture;
using AssetsBackup.Vault;

namespace AssetsBackup.Tests.Vaults;

public sealed class LostBackupsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_storage_that_is_away_during_one_look_has_lost_nothing(int look)
    {
        await using var host = await CaptureHost.StartSetUpAsync();
        var backup = await host.BackUpAsync(await host.PicturedSchemaAsync());

        var givenUp = await GivenUp.BackupsAsync(host, store => new AwayAtOneLook(store, look));

        givenUp.ShouldBeEmpty();
        (await host.SnapshotAsync(backup.Id)).GivenUpAt.ShouldBeNull();
    }

    private sealed class AwayAtOneLook(IBlobStore inner, int look) : IBlobStore
    {
        private int looks;

        public async IAsyncEnumerable<BlobInfo> ListAsync(
            string prefix,
            [EnumeratorCancellation] CancellationToken cancellationToken
        )
        {
            if (++looks == look)
                yield break;
            await foreach (var blob in inner.ListAsync(prefix, cancellationToken))
                yield return blob;
        }

        public Task<byte[]> GetAsync(string name, CancellationToken cancellationToken) =>
            inner.GetAsync(name, cancellationToken);

        public Task PutAsync(
            string name,
            ReadOnlyMemory<byte> content,
            CancellationToken cancellationToken
        ) => inner.PutAsync(name, content, cancellationToken);

        public Task DeleteAsync(string name, CancellationToken cancellationToken) =>
            inner.DeleteAsync(name, cancellationToken);
    }
}
