using System.Text;
using AssetsBackup.Features.Audit;
using AssetsBackup.Features.Connections.Credentials;
using AssetsBackup.Features.Targets;
using AssetsBackup.Tests.Capture;
using AssetsBackup.Tests.DataCenter;
using AssetsBackup.Tests.OwnDatabase;
using Microsoft.EntityFrameworkCore;

namespace AssetsBackup.Tests.Audit;

/// <summary>No line of the log holds what signs in anywhere.</summary>
public sealed class NoSecretsTests
{
    [Fact]
    public async Task Tokens_and_passwords_of_sites_are_in_no_row()
    {
        await using var server = await DataCenterHost.StartAsync();
        var host = server.Host;
        await host.SendAsync(
            new SaveCredentials(host.Workspace("acme"), CaptureHost.Email, CaptureHost.Token)
        );
        var target = await host.SendAsync(
            new AddTarget(
                "Globex",
                CaptureHost.Email,
                host.Workspace("globex"),
                "https://globex.atlassian.net",
                CaptureHost.Token
            )
        );
        await host.SendAsync(new RenewTarget(target.Id, CaptureHost.Email, CaptureHost.Token));
        var added = await server.AddAsync(DataCenterHost.ByPassword);
        await host.SendAsync(
            new RenewDataCenter(
                added.Id,
                AssetsBackup.Atlassian.SignIn.AccessToken,
                null,
                DataCenterHost.AccessToken
            )
        );
        await host.SendAsync(new DeleteTarget(target.Id));

        var text = await TextAsync(host);

        text.ShouldContain("replaced");
        foreach (
            var secret in (string[])
                [CaptureHost.Token, DataCenterHost.AccessToken, DataCenterHost.ByPassword.Secret]
        )
            text.ShouldNotContain(secret);
    }

    [Fact]
    [Trait("Needs", "engine")]
    public async Task The_connection_string_of_a_database_is_in_no_row_and_its_servers_are()
    {
        await using var site = await OwnDatabaseFixture.StartSetUpAsync(isManaged: true);
        await site.Host.SendAsync(site.Database.Save());
        await site.BackUpAsync();
        var before = site.Database.Password;
        site.Database.Password = "an0ther-word";
        await site.Host.SendAsync(site.Database.Replace());

        var text = await TextAsync(site.Host);

        text.ShouldNotContain(before);
        text.ShouldNotContain(site.Database.Password);
        text.ShouldNotContain("backup:");
        text.ShouldNotContain("CERTIFICATE");
        var lines = (
            await site.Host.SendAsync(
                new ListAuditLog(
                    new AuditFilter(null, null, AuditAction.StorageChanged, null),
                    null
                )
            )
        ).Items;
        lines.Count.ShouldBe(3);
        lines[0].Values.ShouldBe([new AuditValue("Connection string", null, "replaced")]);
        lines[1]
            .Values.ShouldBe([
                new AuditValue("Storage", "local", site.Database.Servers("vault")),
                new AuditValue("Connection string", null, "set"),
            ]);
    }

    /// <summary>All rows of the log and of those whom it names, as a reader of the database would search them.</summary>
    private static async Task<string> TextAsync(CaptureHost host)
    {
        var text = new StringBuilder();
        await using var database = host.Database();
        foreach (var row in await database.AuditLog.AsNoTracking().ToListAsync())
            text.AppendLine($"{row.Action} {row.SubjectKind} {row.Subject} {row.Values}");
        foreach (var actor in await database.Actors.AsNoTracking().ToListAsync())
            text.AppendLine(actor.AccountId);
        text.Length.ShouldBeGreaterThan(100);
        return text.ToString();
    }
}
