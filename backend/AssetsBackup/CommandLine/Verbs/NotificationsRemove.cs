using System.CommandLine;
using AssetsBackup.Features.Notifications.Channels;
using Spectre.Console;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>notifications remove</c>: nobody is told by a channel any more.</summary>
internal static class NotificationsRemove
{
    private static readonly Argument<string> Channel = new("name")
    {
        Description = "Name of the channel",
    };

    public static Command Create()
    {
        var verb = new Command("remove", "Delete a channel with what it was still to be told of")
        {
            Channel,
        };
        verb.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var invocation = await Invocation.OpenForSiteAsync(
                    parsed,
                    cancellationToken
                );
                var channel = await Named.ChannelAsync(
                    invocation,
                    parsed.GetRequiredValue(Channel),
                    cancellationToken
                );
                var deleted = await invocation.SendAsync(
                    new DeleteChannel(channel.Id),
                    cancellationToken
                );
                invocation.Print.Answer(
                    deleted,
                    console => console.WriteLine($"Channel {channel.Name} is deleted")
                );
                return (int)ExitCode.Done;
            }
        );
        return verb;
    }
}
