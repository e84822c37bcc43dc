using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using AssetsBackup.Features.Notifications;
using AssetsBackup.Features.Notifications.Channels;
using AssetsBackup.Hosting.Problems;
using Spectre.Console;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>notifications add</c>: a channel by e-mail, in a chat, or to a program.</summary>
internal static class NotificationsAdd
{
    private static readonly Argument<string> Channel = new("name")
    {
        Description = "What the channel is called",
    };
    private static readonly Option<ChannelKind> Kind = Choice.Of<ChannelKind>(
        "--kind",
        $"email; slack for an incoming webhook that takes text; webhook for signed JSON. A webhook's address comes from standard input or {WebhookInput.Variable}",
        isRequired: true
    );
    private static readonly Option<string[]> To = new("--to")
    {
        Description = "Of e-mail: an address; give it several times for several",
    };
    private static readonly Option<string[]> Events = new("--event")
    {
        Description =
            $"An event; give it several times for several (default: all but those of success): {string.Join(", ", Enum.GetValues<NotificationEvent>().Select(WordOf))}",
    };

    public static Command Create()
    {
        var verb = new Command(
            "add",
            "Add a channel; a signed webhook's secret is printed this once"
        )
        {
            Channel,
            Kind,
            To,
            Events,
        };
        verb.Validators.Add(Check);
        verb.SetAction(RunAsync);
        return verb;
    }

    /// <summary>"backup-failed".</summary>
    public static string WordOf(NotificationEvent happened) =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(happened.ToString());

    private static void Check(CommandResult given)
    {
        if (given.GetResult(To) is not null && given.GetValue(Kind) != ChannelKind.Email)
            given.AddError("--to goes with --kind email");
        foreach (var word in given.GetValue(Events) ?? [])
            if (Find(word) is null)
                given.AddError($"There is no event {word}");
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var invocation = await Invocation.OpenForSiteAsync(parsed, cancellationToken);
        var kind = parsed.GetValue(Kind);
        var url =
            kind == ChannelKind.Email
                ? null
                : await WebhookInput.ReadAsync(invocation.Print, cancellationToken);
        var chosen = (parsed.GetValue(Events) ?? []).Select(word => Find(word)!.Value).ToList();
        var added = await invocation.SendAsync(
            new AddChannel(
                kind,
                parsed.GetRequiredValue(Channel),
                kind == ChannelKind.Email ? parsed.GetValue(To) ?? [] : null,
                url,
                chosen.Count > 0 ? chosen : ByDefault
            ),
            cancellationToken
        );
        invocation.Print.Answer(
            added,
            console =>
            {
                console.WriteLine($"Channel {added.Channel.Name} is told from now on");
                if (added.SigningSecret is { } secret)
                    console.WriteLine($"Its messages are signed with: {secret}");
            }
        );
        return (int)ExitCode.Done;
    }

    private static IReadOnlyList<NotificationEvent> ByDefault =>
        [
            .. Enum.GetValues<NotificationEvent>()
                .Except([NotificationEvent.BackupComplete, NotificationEvent.RestoreComplete]),
        ];

    private static NotificationEvent? Find(string word) =>
        Enum.GetValues<NotificationEvent>()
            .Where(happened => WordOf(happened) == word)
            .Select(happened => (NotificationEvent?)happened)
            .SingleOrDefault();

    private static class WebhookInput
    {
        public const string Variable = "ASSETSBACKUP_WEBHOOK_URL";

        private static readonly SecretInput Input = new(
            Variable,
            "Address of the webhook",
            new Problem(
                "webhook-address-missing",
                StatusCodes.Status400BadRequest,
                "No address of the webhook was given",
                $"Pipe it to standard input or set {Variable}: whoever knows it may write there, so it is no argument."
            )
        );

        public static Task<string> ReadAsync(Printer print, CancellationToken cancellationToken) =>
            Input.ReadAsync(print, cancellationToken);
    }
}
