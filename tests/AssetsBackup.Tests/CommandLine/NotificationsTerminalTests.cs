using AssetsBackup.CommandLine;

namespace AssetsBackup.Tests.CommandLine;

/// <summary><c>notifications</c> lists, adds, tests and removes channels; a webhook's address is never an argument.</summary>
[Collection(nameof(TerminalProcess))]
public sealed class NotificationsTerminalTests(TerminalFixture terminal)
    : IClassFixture<TerminalFixture>
{
    private const string Chat = "https://hooks.sinks.example/chat?key=s3cret";

    [Fact]
    public async Task A_chat_is_added_tested_listed_and_removed()
    {
        var added = await RunAsync(
            Chat,
            "add",
            "Chat",
            "--kind",
            "slack",
            "--event",
            "backup-failed"
        );
        added.ExitCode.ShouldBe(0, added.Errors);
        added.Output.ShouldContain("Channel Chat is told from now on");
        added.Output.ShouldNotContain("signed");

        (await RunAsync(null, "test", "chat")).Output.ShouldContain(
            "hooks.sinks.example took the test message"
        );
        var listed = await RunAsync(null);
        listed.Output.ShouldContain(
            "Chat Slack-compatible webhook hooks.sinks.example backup-failed"
        );
        listed.Output.ShouldNotContain("never");
        (await RunAsync(null, "--json")).Output.ShouldContain("\"events\":[\"backupFailed\"]");

        (await RunAsync(null, "remove", "Chat")).Output.ShouldContain("Channel Chat is deleted");
        var gone = await RunAsync(null, "test", "Chat");
        gone.ExitCode.ShouldBe((int)ExitCode.Refused);
        gone.Errors.ShouldContain("There is no channel Chat");
        $"{added.Output} {listed.Output}".ShouldNotContain("s3cret");
    }

    [Fact]
    public async Task A_signed_webhook_prints_its_secret_and_wants_what_asks_for_somebody()
    {
        var added = await RunAsync(Chat, "add", "Program", "--kind", "webhook");

        added.Output.ShouldContain("Its messages are signed with: whsec_");
        var listed = (await RunAsync(null)).Output;
        listed.ShouldContain("backup-overdue");
        listed.ShouldNotContain("backup-complete");
        (await RunAsync(null, "remove", "Program")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_test_that_does_not_arrive_says_why()
    {
        var closed = await RunAsync(
            "https://closed.sinks.example/",
            "add",
            "Closed",
            "--kind",
            "slack"
        );
        closed.ExitCode.ShouldBe(0, closed.Errors);

        var failed = await RunAsync(null, "test", "Closed");

        failed.ExitCode.ShouldBe((int)ExitCode.Refused);
        failed.Errors.ShouldContain("Nothing listens at the webhook's address");
        failed.Errors.ShouldContain("(webhook-connection-refused)");
        (await RunAsync(null, "remove", "Closed")).ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("http://hooks.sinks.example/", "url: The address must start with https://")]
    [InlineData("https://10.1.2.3/", "its address 10.1.2.3 is not a public one")]
    [InlineData("", "No address of the webhook was given")]
    public async Task An_address_that_is_not_taken_is_refused(string url, string told)
    {
        var refused = await RunAsync(url, "add", "Wrong", "--kind", "slack");

        refused.ExitCode.ShouldBe((int)ExitCode.Refused);
        refused.Errors.ShouldContain(told);
    }

    [Fact]
    public async Task Mail_without_a_mail_server_is_refused()
    {
        var refused = await RunAsync(
            null,
            "add",
            "Mail",
            "--kind",
            "email",
            "--to",
            "ada@acme.example"
        );

        refused.ExitCode.ShouldBe((int)ExitCode.Refused);
        refused.Errors.ShouldContain("Smtp:Host");
    }

    [Theory]
    [InlineData("There is no event backup-failing", "--event", "backup-failing")]
    [InlineData("--to goes with --kind email", "--to", "ada@acme.example")]
    public async Task Options_that_do_not_fit_are_a_wrong_call(
        string told,
        string option,
        string value
    )
    {
        var wrong = await RunAsync(Chat, "add", "Chat", "--kind", "slack", option, value);

        wrong.ExitCode.ShouldBe((int)ExitCode.Usage);
        wrong.Errors.ShouldContain(told);
    }

    private Task<Ended> RunAsync(string? secrets, params string[] arguments) =>
        terminal.RunAsync(terminal.SetUp, secrets, ["notifications", .. arguments]);
}
