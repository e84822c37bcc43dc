using AssetsBackup.Features.Notifications.Channels;
using AssetsBackup.Features.Notifications.Delivery;
using AssetsBackup.Features.Notifications.Watching;
using AssetsBackup.Features.Runs;
using AssetsBackup.Hosting.Keys;
using Microsoft.Extensions.Options;

namespace AssetsBackup.Features.Notifications;

internal static class NotificationsSetup
{
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services
            .AddOptions<NotificationOptions>()
            .BindConfiguration(NotificationOptions.Section)
            .ValidateOnStart()
            .Services.AddSingleton<
                IValidateOptions<NotificationOptions>,
                NotificationOptionsValidation
            >();
        services
            .AddOptions<SmtpOptions>()
            .BindConfiguration(SmtpOptions.Section)
            .ValidateOnStart()
            .Services.AddSingleton<IValidateOptions<SmtpOptions>, SmtpOptionsValidation>();
        // The address of a webhook is a secret: no logger hears of it.
        services.AddHttpClient(WebhookDelivery.Client).RemoveAllLoggers();
        return services
            .AddSingleton<Notices>()
            .AddSingleton<SchemasNotActive>()
            .AddSingleton<IEndsWithRun, NotificationOfRun>()
            .AddSingleton<ChannelAccess>()
            .AddSingleton<ISealedRows>(root => root.GetRequiredService<ChannelAccess>())
            .AddSingleton<WebhookAddress>()
            .AddSingleton<ChannelForms>()
            .AddSingleton<MailDelivery>()
            .AddSingleton<WebhookDelivery>()
            .AddSingleton<ChannelDelivery>()
            .AddSingleton<DeliverNotifications>()
            .AddScoped<WatchBackups>()
            .AddScoped<WatchTokens>()
            .AddScoped<OldNotifications>();
    }
}
