using AssetsBackup.Features.Connections.Credentials;
using AssetsBackup.Features.Notifications.Channels;
using AssetsBackup.Hosting;
using AssetsBackup.Hosting.Keys;
using AssetsBackup.Tests.Capture;
using AssetsBackup.Tests.Notifications;
using AssetsBackup.Vault;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AssetsBackup.Tests.Hosting;

public sealed class OperatorKeyRotationTests
{
    [Fact]
    public async Task After_a_rotation_the_new_key_opens_vault_and_secrets_and_the_old_one_nothing()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:200");
        var (old, next) = (host.Services.GetRequiredService<OperatorKey>(), OperatorKey.Create());

        var rotation = await RotateAsync(host, next);

        rotation.ShouldBe(new KeyRotation(old.Id, next.Id, 1));
        using (await StoreOf(host, next).OpenAsync(host.Tenant, CancellationToken.None)) { }
        (await TokenAsync(host, next)).ShouldBe(CaptureHost.Token);
        await Should.ThrowAsync<WrongOperatorKeyException>(() =>
            StoreOf(host, old).OpenAsync(host.Tenant, CancellationToken.None)
        );
        await Should.ThrowAsync<SecretDoesNotOpenException>(() => TokenAsync(host, old));
        (await File.ReadAllTextAsync(Path.Combine(host.DataDirectory, "key-id")))
            .Trim()
            .ShouldBe(next.Id);
    }

    [Fact]
    public async Task A_rotation_that_was_interrupted_is_completed_by_the_same_call()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:200");
        var next = OperatorKey.Create();
        await host
            .Services.GetRequiredService<KeyStore>()
            .RewrapAsync(host.Tenant, next, CancellationToken.None);

        (await RotateAsync(host, next)).Tenants.ShouldBe(0);
        (await RotateAsync(host, next)).Tenants.ShouldBe(0);

        (await TokenAsync(host, next)).ShouldBe(CaptureHost.Token);
    }

    [Fact]
    public async Task A_secret_that_does_not_open_stops_the_rotation_before_anything_is_changed()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:200");
        await host.ChangeAsync(database => database.Connections.Single().ApiToken = [1, 2, 3]);
        var old = host.Services.GetRequiredService<OperatorKey>();

        await Should.ThrowAsync<SecretDoesNotOpenException>(() =>
            RotateAsync(host, OperatorKey.Create())
        );

        using (await StoreOf(host, old).OpenAsync(host.Tenant, CancellationToken.None)) { }
    }

    [Fact]
    public async Task A_deleted_target_has_no_token_to_seal_anew()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:200");
        await host.ChangeAsync(database =>
        {
            var target = database.Connections.Single();
            (target.DeletedAt, target.ApiToken) = (default(DateTimeOffset), []);
        });

        (await RotateAsync(host, OperatorKey.Create())).Tenants.ShouldBe(1);
    }

    [Fact]
    public async Task Addresses_and_secrets_of_channels_open_with_the_new_key()
    {
        await using var host = await NotifiedHost.StartAsync();
        var added = await host.AddWebhookAsync(NotifiedHost.SignedUrl);
        await host.AddMailAsync("ada@acme.example");
        var next = OperatorKey.Create();

        await RotateAsync(host, next);

        var channel = await host.ReadAsync(database =>
            database.NotificationChannels.SingleAsync(row => row.Kind == ChannelKind.Webhook)
        );
        new ChannelAccess(new SecretBox(next))
            .Open(channel)
            .ShouldBe(new ChannelSecrets(NotifiedHost.SignedUrl, added.SigningSecret));
    }

    private static Task<KeyRotation> RotateAsync(CaptureHost host, OperatorKey next) =>
        host.WithAsync<OperatorKeyRotation, KeyRotation>(rotation =>
            rotation.RotateAsync(next, CancellationToken.None)
        );

    private static KeyStore StoreOf(CaptureHost host, OperatorKey key) =>
        new(host.Services.GetRequiredService<DataPaths>().KeyStore, key);

    private static async Task<string> TokenAsync(CaptureHost host, OperatorKey key)
    {
        var connection = await host.ReadAsync(database => database.Connections.SingleAsync());
        return new ConnectionCredentials(new SecretBox(key)).Open(connection).ApiToken;
    }
}
