using System.Text;
using AssetsBackup.Features.Audit;
using AssetsBackup.Features.Notifications;
using AssetsBackup.Features.Notifications.Channels;
using AssetsBackup.Features.Tenants;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Tests.Capture;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Notifications;

/// <summary>Product I2: channels are added, changed and deleted; what leads to them is write-only.</summary>
public sealed class ChannelTests
{
    private static readonly Guid Other = Guid.Parse("99999999-0000-0000-0000-000000000009");

    [Fact]
    public async Task The_address_and_the_secret_of_a_webhook_are_nowhere_to_be_read_again()
    {
        await using var host = await NotifiedHost.StartAsync();
        var added = await host.AddWebhookAsync(NotifiedHost.SignedUrl);
        var secret = added.SigningSecret.ShouldNotBeNull();
        secret.ShouldStartWith("whsec_");
        Convert.FromBase64String(secret["whsec_".Length..]).Length.ShouldBe(32);
        var renewed = await host.SendAsync(new RenewSigningSecret(added.Channel.Id));
        renewed.SigningSecret.ShouldNotBe(secret);
        await host.SendAsync(
            new ChangeChannel(
                added.Channel.Id,
                "Program 2",
                null,
                NotifiedHost.SignedUrl + "-new",
                [NotificationEvent.BackupFailed]
            )
        );
        await host.SetHooksAsync(new { answers = new[] { 500 } });
        await Should.ThrowAsync<ProblemException>(() =>
            host.SendAsync(new TestChannel(added.Channel.Id))
        );
        await host.SendAsync(new DeleteChannel((await host.AddChatAsync()).Id));

        var text = new StringBuilder();
        text.AppendLine(System.Text.Json.JsonSerializer.Serialize(await host.ChannelAsync()));
        text.AppendLine(
            System.Text.Json.JsonSerializer.Serialize(
                (
                    await host.SendAsync(
                        new ListAuditLog(new AuditFilter(null, null, null, null), null)
                    )
                ).Items
            )
        );
        await using var database = host.Database();
        var row = await database.NotificationChannels.AsNoTracking().SingleAsync();
        text.AppendLine(Encoding.Latin1.GetString(row.Access));
        text.AppendLine(host.Log.Text);

        text.ToString().ShouldContain("hooks.sinks.example");
        foreach (var hidden in (string[])[NotifiedHost.Secret, secret, renewed.SigningSecret])
            text.ToString().ShouldNotContain(hidden);
    }

    [Fact]
    public async Task What_is_done_to_a_channel_is_told_with_what_it_was_before()
    {
        await using var host = await NotifiedHost.StartAsync();
        var mail = await host.AddMailAsync("ada@acme.example", "Bob@acme.example");
        await host.SendAsync(
            new ChangeChannel(
                mail.Id,
                "Mail",
                ["ada@acme.example"],
                null,
                [NotificationEvent.BackupFailed]
            )
        );
        await host.SendAsync(new DeleteChannel(mail.Id));

        var added = await LineAsync(host, AuditAction.NotificationChannelAdded);
        (added.SubjectKind, added.Subject).ShouldBe((AuditSubjectKind.NotificationChannel, "Mail"));
        added.Values.ShouldContain(
            new AuditValue("Goes to", null, "ada@acme.example, Bob@acme.example")
        );
        var changed = await LineAsync(host, AuditAction.NotificationChannelChanged);
        changed.Values.Select(value => value.Name).ShouldBe(["Goes to", "Events"]);
        changed
            .Values[0]
            .ShouldBe(
                new AuditValue("Goes to", "ada@acme.example, Bob@acme.example", "ada@acme.example")
            );
        changed.Values[1].New.ShouldBe("Backup failed");
        (await LineAsync(host, AuditAction.NotificationChannelDeleted)).Values.ShouldContain(
            new AuditValue("Goes to", "ada@acme.example", null)
        );
    }

    [Theory]
    [InlineData(ChannelKind.Webhook, "http://hooks.sinks.example/signed", "url", "https://")]
    [InlineData(ChannelKind.Webhook, "", "url", "Enter the address")]
    [InlineData(ChannelKind.Slack, null, "url", "Enter the address")]
    [InlineData(ChannelKind.Slack, "https://user:word@hooks.sinks.example/", "url", "user name")]
    [InlineData(ChannelKind.Slack, "https:///path", "url", "not an address")]
    [InlineData(ChannelKind.Email, "", "recipients", "at least one")]
    [InlineData(ChannelKind.Email, "ada", "recipients", "ada is not")]
    [InlineData(ChannelKind.Email, "Ada <ada@acme.example>", "recipients", "is not an e-mail")]
    [InlineData(ChannelKind.Email, "ada@acme.example\r\nBcc: x@y.example", "recipients", "is not")]
    public async Task A_wrong_field_is_named(
        ChannelKind kind,
        string? value,
        string field,
        string message
    )
    {
        await using var host = await NotifiedHost.StartAsync();
        var isMail = kind == ChannelKind.Email;

        var refused = await Should.ThrowAsync<ValidationException>(() =>
            host.SendAsync(
                new AddChannel(
                    kind,
                    "One",
                    isMail ? (value!.Length == 0 ? [] : [value]) : null,
                    isMail ? null : value,
                    NotifiedHost.All
                )
            )
        );

        ProblemMapper.Map(refused).Fields!.ShouldHaveSingleItem().Key.ShouldBe(field);
        ProblemMapper.Map(refused).Fields![field].ShouldContain(message);
        (await host.SendAsync(new ListChannels())).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_channel_of_nothing_or_without_a_name_is_refused()
    {
        await using var host = await NotifiedHost.StartAsync();

        var refused = await Should.ThrowAsync<ValidationException>(() =>
            host.SendAsync(new AddChannel(ChannelKind.Slack, " ", null, NotifiedHost.ChatUrl, []))
        );

        ProblemMapper.Map(refused).Fields!.Keys.ShouldBe(["name", "events"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("https://127.0.0.1/hook", "address-refused")]
    [InlineData("https://[::ffff:169.254.169.254]/", "address-refused")]
    [InlineData("https://localhost/hook", "address-refused")]
    [InlineData("https://hooks.other.example:9000/", "address-refused")]
    [InlineData("https://no-such-name.invalid/hook", "webhook-name-not-found")]
    public async Task An_address_that_may_not_be_called_is_refused_at_its_field(
        string url,
        string code
    )
    {
        await using var host = await NotifiedHost.StartAsync();

        var refused = await Should.ThrowAsync<ProblemException>(() => host.AddWebhookAsync(url));

        refused.Problem.Code.ShouldBe(code);
        refused.Problem.Fields!.Keys.ShouldBe(["url"]);
        var chat = await host.AddChatAsync();
        (
            await Should.ThrowAsync<ProblemException>(() =>
                host.SendAsync(new ChangeChannel(chat.Id, "Chat", null, url, NotifiedHost.All))
            )
        ).Problem.Code.ShouldBe(code);
    }

    [Fact]
    public async Task A_name_is_given_once_and_there_are_twenty_channels_at_most()
    {
        await using var host = await NotifiedHost.StartAsync();
        await host.AddChatAsync();
        (
            await Should.ThrowAsync<ProblemException>(() => host.AddChatAsync(name: "chat"))
        ).Problem.Code.ShouldBe("channel-name-taken");
        foreach (var number in Enumerable.Range(2, 19))
            await host.AddChatAsync(name: $"Chat {number}");

        (
            await Should.ThrowAsync<ProblemException>(() => host.AddChatAsync(name: "Last"))
        ).Problem.Code.ShouldBe("too-many-channels");
    }

    [Fact]
    public async Task Without_a_mail_server_there_is_no_mail()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:50");
        (await host.SendAsync(new ListChannels())).SendsEmail.ShouldBeFalse();

        (
            await Should.ThrowAsync<ProblemException>(() => host.AddMailAsync("ada@acme.example"))
        ).Problem.Code.ShouldBe("smtp-not-configured");
    }

    [Fact]
    public async Task The_channels_of_another_customer_are_not_there()
    {
        await using var host = await NotifiedHost.StartAsync();
        await host.ChangeAsync(database =>
            database.Tenants.Add(new Tenant { Id = Other, CreatedAt = default })
        );
        var channel = (await host.AddWebhookAsync(NotifiedHost.SignedUrl)).Channel;

        (await host.SendAsync(new ListChannels(), tenant: Other)).Items.ShouldBeEmpty();
        await ShouldNotBeThereAsync(new TestChannel(channel.Id));
        await ShouldNotBeThereAsync(new DeleteChannel(channel.Id));
        await ShouldNotBeThereAsync(new RenewSigningSecret(channel.Id));
        await ShouldNotBeThereAsync(
            new ChangeChannel(channel.Id, "Mine", null, null, NotifiedHost.All)
        );
        (await host.ChannelAsync()).Name.ShouldBe("Program");
        (await host.HooksAsync()).ShouldBeEmpty();

        async Task ShouldNotBeThereAsync<T>(Mediator.IRequest<T> request) =>
            (
                await Should.ThrowAsync<ProblemException>(() =>
                    host.SendAsync(request, tenant: Other)
                )
            ).Problem.Code.ShouldBe("channel-not-found");
    }

    private static async Task<AuditEntryView> LineAsync(CaptureHost host, AuditAction action) =>
        (
            await host.SendAsync(new ListAuditLog(new AuditFilter(null, null, action, null), null))
        ).Items.ShouldHaveSingleItem();
}
