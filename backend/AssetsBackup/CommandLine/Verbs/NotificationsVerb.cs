using System.CommandLine;
using AssetsBackup.Features.Notifications.Channels;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>notifications</c>: who is told of what happens.</summary>
internal static class NotificationsVerb
{
    public static Command Create()
    {
        var verb = new Command(
            "notifications",
            "List the channels that a site's events are told to"
        )
        {
            NotificationsAdd.Create(),
            NotificationsRemove.Create(),
            NotificationsTest.Create(),
        };
        verb.SetAction(RunAsync);
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var invocation = await Invocation.OpenForSiteAsync(parsed, cancellationToken);
        var channels = await invocation.SendAsync(new ListChannels(), cancellationToken);
        invocation.Print.Table(
            channels,
            [
                "Name",
                "Kind",
                "Goes to",
                "Events",
                "Delivered (UTC)",
                "Waiting",
                "Given up",
                "Problem",
            ],
            channels.Items.Select(Row)
        );
        return (int)ExitCode.Done;
    }

    private static string[] Row(ChannelView channel) =>
        [
            channel.Name,
            channel.Kind.InWords(),
            channel.Address,
            string.Join(", ", channel.Events.Select(NotificationsAdd.WordOf)),
            channel.DeliveredAt?.ToString("u") ?? "never",
            channel.Waiting.ToString("N0"),
            channel.GivenUp.ToString("N0"),
            channel.FailureReason ?? "",
        ];
}
