using AssetsBackup.Features.Notifications.Channels;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Tests.Capture;

namespace AssetsBackup.Tests.Notifications;

/// <summary>A test message arrives, or it is said what is wrong; the sinks judge by themselves.</summary>
public sealed class TestMessageTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    [Fact]
    public async Task A_program_gets_it_signed()
    {
        await using var host = await NotifiedHost.StartAsync();
        var channel = await host.AddSignedAsync();

        var tested = await host.SendAsync(new TestChannel(channel.Id));

        tested.DeliveredAt.ShouldNotBeNull();
        var call = (await host.HooksAsync()).ShouldHaveSingleItem();
        call.GetProperty("fault").GetString().ShouldBeNull();
        call.Text("id").ShouldStartWith("msg_");
        var body = NotifiedHost.BodyOf(call);
        body.Text("type").ShouldBe("test");
        body.GetProperty("data").Text("site").ShouldBe("https://acme.atlassian.net");
        body.GetProperty("data").Text("title").ShouldBe("Test message");
    }

    [Fact]
    public async Task A_chat_gets_it_as_text_without_marks_of_its_own()
    {
        await using var host = await NotifiedHost.StartAsync();
        var channel = await host.AddChatAsync(name: "<!channel> & all");

        await host.SendAsync(new TestChannel(channel.Id));

        var call = (await host.HooksAsync()).ShouldHaveSingleItem();
        call.GetProperty("fault").GetString().ShouldBeNull();
        NotifiedHost.BodyOf(call).Text("text").ShouldContain("&lt;!channel&gt; &amp; all works");
    }

    [Fact]
    public async Task Everybody_of_a_mail_channel_gets_it()
    {
        await using var host = await NotifiedHost.StartAsync();
        var channel = await host.AddMailAsync("ada@acme.example", "bob@acme.example");

        await host.SendAsync(new TestChannel(channel.Id));

        var mail = (await host.MailsAsync()).ShouldHaveSingleItem();
        mail.Text("from").ShouldBe("backup@app.example");
        mail.GetProperty("recipients")
            .EnumerateArray()
            .Select(one => one.GetString())
            .ShouldBe(["ada@acme.example", "bob@acme.example"]);
        mail.Text("text").ShouldContain("Subject: [Assets Backup & Migration] Test message");
        mail.Text("text").ShouldContain("Auto-Submitted: auto-generated");
        mail.Text("text").ShouldContain("The channel Mail works.");
    }

    [Theory]
    [InlineData(302, "webhook-redirects", "redirects are not followed")]
    [InlineData(400, "webhook-refused", "kind of channel")]
    [InlineData(401, "webhook-not-allowed", "Make a new address")]
    [InlineData(404, "webhook-gone", "Make a new one there")]
    [InlineData(410, "webhook-gone", "Make a new one there")]
    [InlineData(429, "webhook-limited", "sent again later")]
    [InlineData(500, "webhook-failed", "Look at the service")]
    [InlineData(503, "webhook-failed", "Look at the service")]
    public async Task What_a_webhook_answers_is_told_with_what_to_do(
        int status,
        string code,
        string advice
    )
    {
        await using var host = await NotifiedHost.StartAsync();
        var channel = await host.AddChatAsync();
        await host.SetHooksAsync(new { answers = new[] { status } });

        await ShouldFailAsync(host, channel, code, advice);

        (await host.SendAsync(new TestChannel(channel.Id))).FailedAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_wrong_secret_is_told_apart()
    {
        await using var host = await NotifiedHost.StartAsync();
        var channel = await host.AddSignedAsync();
        await host.SendAsync(new RenewSigningSecret(channel.Id));

        await ShouldFailAsync(host, channel, "webhook-not-allowed", "another signing secret");
        (await host.HooksAsync())
            .ShouldHaveSingleItem()
            .Text("fault")
            .ShouldBe("the webhook-signature is not right");
    }

    [Fact]
    public async Task A_webhook_at_which_nothing_listens_is_told()
    {
        await using var host = await NotifiedHost.StartAsync();
        var channel = await host.AddChatAsync("https://closed.sinks.example/");

        await ShouldFailAsync(host, channel, "webhook-connection-refused", "Check its host");
    }

    [Fact]
    public async Task A_webhook_that_does_not_answer_is_told_within_the_time_of_a_call()
    {
        await using var host = await NotifiedHost.StartAsync();
        var channel = await host.AddChatAsync();
        await host.SetHooksAsync(new { delayMilliseconds = 60_000 });
        host.Clock.TimersAfter(Patience, TimeSpan.FromMilliseconds(300));

        await ShouldFailAsync(host, channel, "webhook-no-answer", "answers within seconds");
    }

    [Fact]
    public async Task A_certificate_that_nobody_trusts_is_told()
    {
        await using var host = await NotifiedHost.StartAsync();
        // The operator vouches for this host; the simulator's authority is not trusted for it.
        var channel = await host.AddChatAsync(
            $"https://{CaptureHost.DatabaseHost}:{host.HttpsPort}/chat"
        );

        await ShouldFailAsync(host, channel, "webhook-tls", "certificate is not trusted");
        (await host.HooksAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"password":"another"}""", "smtp-sign-in", "Smtp:Password")]
    [InlineData(
        """{"refusedRecipients":["bob@acme.example"]}""",
        "recipient-refused",
        "Check the address"
    )]
    [InlineData("""{"refusesSender":true}""", "smtp-sender-refused", "Smtp:From")]
    [InlineData("""{"failsAtTheEnd":true}""", "smtp-refused", "Try again later")]
    [InlineData("""{"offersTls":false}""", "smtp-tls", "Smtp:Security")]
    [InlineData("""{"speaksHttp":true}""", "smtp-protocol", "Smtp:Port")]
    public async Task What_a_mail_server_says_is_told_with_what_to_do(
        string settings,
        string code,
        string advice
    )
    {
        await using var host = await NotifiedHost.StartAsync();
        var channel = await host.AddMailAsync("ada@acme.example", "bob@acme.example");
        await host.SetMailAsync(System.Text.Json.Nodes.JsonNode.Parse(settings)!);

        await ShouldFailAsync(host, channel, code, advice);

        (await host.MailsAsync()).ShouldBeEmpty();
        host.Log.Text.ShouldNotContain("mail-word");
    }

    [Theory]
    [InlineData("closed.sinks.example", "587", "StartTls", "smtp-connection-refused")]
    [InlineData("no-such-name.invalid", "587", "StartTls", "smtp-name-not-found")]
    [InlineData("127.0.0.1", "587", "StartTls", "smtp-address-refused")]
    [InlineData("mail.example", "8025", "StartTls", "smtp-address-refused")]
    [InlineData("mail.sinks.example", "587", "None", "smtp-address-refused")]
    [InlineData("mail.sinks.example", "465", "Tls", "smtp-tls")]
    public async Task A_mail_server_that_cannot_be_called_is_told(
        string server,
        string port,
        string security,
        string code
    )
    {
        await using var host = await CaptureHost.StartSetUpAsync(
            "n:50",
            configuration: new Dictionary<string, string?>(NotifiedHost.Mail)
            {
                ["Smtp:Host"] = server,
                ["Smtp:Port"] = port,
                ["Smtp:Security"] = security,
            }
        );
        var channel = await host.AddMailAsync("ada@acme.example");

        await ShouldFailAsync(host, channel, code, "operator of this app");
    }

    [Fact]
    public async Task A_mail_server_that_does_not_answer_is_told_within_the_time_of_a_call()
    {
        await using var host = await NotifiedHost.StartAsync();
        var channel = await host.AddMailAsync("ada@acme.example");
        await host.SetMailAsync(new { delayMilliseconds = 60_000 });
        host.Clock.TimersAfter(Patience, TimeSpan.FromMilliseconds(300));

        await ShouldFailAsync(host, channel, "smtp-no-answer", "Try again in a minute");
    }

    /// <summary>The answer names it, and so does the list until a message is taken.</summary>
    private static async Task ShouldFailAsync(
        CaptureHost host,
        ChannelView channel,
        string code,
        string advice
    )
    {
        var refused = await Should.ThrowAsync<ProblemException>(() =>
            host.SendAsync(new TestChannel(channel.Id))
        );

        (refused.Problem.Code, refused.Problem.Status).ShouldBe((code, 422));
        refused.Problem.Detail.ShouldContain(advice);
        var listed = await host.ChannelAsync();
        (listed.FailureCode, listed.DeliveredAt).ShouldBe((code, null));
        listed.FailureReason.ShouldBe($"{refused.Problem.Title}. {refused.Problem.Detail}");
        $"{listed.FailureReason} {host.Log.Text}".ShouldNotContain(NotifiedHost.Secret);
    }
}
