using System.CommandLine;
using AssetsBackup.Features.Notifications.Channels;
using Spectre.Console;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>notifications test</c>: sends a test message, and says what was wrong where it is not taken.</summary>
internal static class NotificationsTest
{
    private static readonly Argument<string> Channel = new("name")
    {
        Description = "Name of the channel",
    };

    public static Command Create()
    {
        var verb = new Command("test", "Send a test message to a channel now") { Channel };
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
                var tested = await invocation.SendAsync(
                    new TestChannel(channel.Id),
                    cancellationToken
                );
                invocation.Print.Answer(
                    tested,
                    console => console.WriteLine($"{tested.Address} took the test message")
                );
                return (int)ExitCode.Done;
            }
        );
        return verb;
    }
}
