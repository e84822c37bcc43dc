using AssetsBackup.Features.Notifications;
using AssetsBackup.Features.Notifications.Delivery;

namespace AssetsBackup.Tests.Notifications;

/// <summary>What the server does not start with is named by its key.</summary>
public sealed class OptionsTests
{
    [Theory]
    [InlineData("00:59:00", false)]
    [InlineData("01:00:00", true)]
    [InlineData("30.00:00:00", true)]
    [InlineData("31.00:00:00", false)]
    public void A_backup_is_overdue_after_an_hour_to_thirty_days(string after, bool isTaken)
    {
        var result = new NotificationOptionsValidation().Validate(
            null,
            new NotificationOptions { OverdueAfter = TimeSpan.Parse(after) }
        );

        result.Succeeded.ShouldBe(isTaken);
        if (!isTaken)
            result
                .FailureMessage.ShouldNotBeNull()
                .ShouldContain("Notifications:OverdueAfter cannot be used");
    }

    [Theory]
    [InlineData(0, "backup@example.com", "u", "p", "Smtp:Port")]
    [InlineData(587, "", "u", "p", "Smtp:From")]
    [InlineData(587, "backup", "u", "p", "Smtp:From")]
    [InlineData(587, "backup@example.com", "u", null, "both UserName and Password")]
    public void A_mail_server_that_cannot_be_worked_with_is_named(
        int port,
        string from,
        string user,
        string? password,
        string told
    )
    {
        var options = new SmtpOptions
        {
            Host = "mail.example.com",
            Port = port,
            From = from,
            UserName = user,
            Password = password,
        };

        new SmtpOptionsValidation()
            .Validate(null, options)
            .FailureMessage.ShouldNotBeNull()
            .ShouldContain(told);
    }

    [Fact]
    public void No_mail_server_is_no_fault() =>
        new SmtpOptionsValidation().Validate(null, new SmtpOptions()).Succeeded.ShouldBeTrue();
}
