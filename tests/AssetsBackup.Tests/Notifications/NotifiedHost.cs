using System.Net.Http.Json;
using System.Text.Json;
using AssetsBackup.Features.Notifications;
using AssetsBackup.Features.Notifications.Channels;
using AssetsBackup.Features.Notifications.Delivery;
using AssetsBackup.Features.Notifications.Watching;
using AssetsBackup.Tests.Capture;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Notifications;

/// <summary>What tests of notifications ask of a host and of the simulator's sinks.</summary>
internal static class NotifiedHost
{
    public const string Secret = "s3cret-of-the-address";
    public const string SignedUrl = $"https://hooks.sinks.example/signed?key={Secret}";
    public const string ChatUrl = $"https://hooks.sinks.example/chat?key={Secret}";

    public static readonly IReadOnlyList<NotificationEvent> All =
        Enum.GetValues<NotificationEvent>();

    public static readonly Dictionary<string, string?> Mail = new(StringComparer.Ordinal)
    {
        ["Smtp:Host"] = "mail.sinks.example",
        ["Smtp:UserName"] = "mailer",
        ["Smtp:Password"] = "mail-word",
        ["Smtp:From"] = "backup@app.example",
    };

    /// <summary>A site that is set up and can send mail.</summary>
    public static Task<CaptureHost> StartAsync(string world = "n:50", string? postgres = null) =>
        CaptureHost.StartSetUpAsync(world, postgres: postgres, configuration: Mail);

    /// <summary>Adds a signed webhook, and gives the sink its secret as an admin would.</summary>
    public static async Task<ChannelView> AddSignedAsync(
        this CaptureHost host,
        params NotificationEvent[] events
    )
    {
        var added = await host.AddWebhookAsync(SignedUrl, events);
        await host.SetHooksAsync(new { secret = added.SigningSecret });
        return added.Channel;
    }

    public static async Task<ChannelAdded> AddWebhookAsync(
        this CaptureHost host,
        string url,
        params NotificationEvent[] events
    ) =>
        await host.SendAsync(
            new AddChannel(
                ChannelKind.Webhook,
                "Program",
                null,
                url,
                events.Length > 0 ? events : All
            )
        );

    public static async Task<ChannelView> AddChatAsync(
        this CaptureHost host,
        string url = ChatUrl,
        string name = "Chat"
    ) => (await host.SendAsync(new AddChannel(ChannelKind.Slack, name, null, url, All))).Channel;

    public static async Task<ChannelView> AddMailAsync(
        this CaptureHost host,
        params string[] recipients
    ) =>
        (
            await host.SendAsync(new AddChannel(ChannelKind.Email, "Mail", recipients, null, All))
        ).Channel;

    public static async Task SetHooksAsync(this CaptureHost host, object settings) =>
        (
            await host.Control.PutAsJsonAsync("/_sim/sinks/hooks", settings)
        ).EnsureSuccessStatusCode();

    public static async Task SetMailAsync(this CaptureHost host, object settings) =>
        (await host.Control.PutAsJsonAsync("/_sim/sinks/mail", settings)).EnsureSuccessStatusCode();

    public static async Task<IReadOnlyList<JsonElement>> HooksAsync(this CaptureHost host) =>
        (await host.Control.GetFromJsonAsync<List<JsonElement>>("/_sim/sinks/hooks"))!;

    public static async Task<IReadOnlyList<JsonElement>> MailsAsync(this CaptureHost host) =>
        (await host.Control.GetFromJsonAsync<List<JsonElement>>("/_sim/sinks/mail"))!;

    public static string Text(this JsonElement element, string name) =>
        element.GetProperty(name).GetString()!;

    public static JsonElement BodyOf(JsonElement call) =>
        JsonSerializer.Deserialize<JsonElement>(call.Text("body"));

    /// <summary>What the server's job does every two seconds.</summary>
    public static Task DeliverAsync(this CaptureHost host, CancellationToken stop = default) =>
        host.WithAsync<DeliverNotifications, bool>(async notifications =>
        {
            await notifications.RunAsync(stop);
            return true;
        });

    /// <summary>What the server's job does every ten minutes.</summary>
    public static async Task WatchAsync(this CaptureHost host)
    {
        await host.WithAsync<WatchBackups, bool>(async backups =>
        {
            await backups.RunAsync(CancellationToken.None);
            return true;
        });
        await host.WithAsync<WatchTokens, bool>(async tokens =>
        {
            await tokens.RunAsync(CancellationToken.None);
            return true;
        });
    }

    /// <summary>The outbox, the oldest first.</summary>
    public static Task<List<Notification>> OutboxAsync(this CaptureHost host) =>
        host.ReadAsync(database =>
            database.Notifications.AsNoTracking().OrderBy(row => row.CreatedAt).ToListAsync()
        );

    public static async Task<ChannelView> ChannelAsync(this CaptureHost host) =>
        (await host.SendAsync(new ListChannels())).Items.ShouldHaveSingleItem();
}
