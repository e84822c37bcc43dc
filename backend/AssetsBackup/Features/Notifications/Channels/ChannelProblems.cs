using AssetsBackup.Hosting.Problems;

namespace AssetsBackup.Features.Notifications.Channels;

internal static class ChannelProblems
{
    public const int Most = 20;

    public static ProblemException NotFound() =>
        new(
            new Problem(
                "channel-not-found",
                StatusCodes.Status404NotFound,
                "There is no such notification channel",
                "It may have been deleted."
            )
        );

    public static ProblemException NameTaken(string name) =>
        new(
            new Problem(
                "channel-name-taken",
                StatusCodes.Status409Conflict,
                $"There is a channel called {name} already",
                "Choose another name.",
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["name"] = "Another channel has this name. Choose another one.",
                }
            )
        );

    public static ProblemException TooMany() =>
        new(
            new Problem(
                "too-many-channels",
                StatusCodes.Status409Conflict,
                $"There are {Most} notification channels already",
                "Delete one that is not needed any more, or add the events to one that is there."
            )
        );

    public static ProblemException NotSigned() =>
        new(
            new Problem(
                "channel-not-signed",
                StatusCodes.Status409Conflict,
                "Messages of this channel are not signed",
                "Only generic webhooks have a signing secret."
            )
        );
}
