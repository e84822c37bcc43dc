using AssetsBackup.Features.Connections;
using AssetsBackup.Features.Connections.Storage;
using AssetsBackup.Features.Plans;
using AssetsBackup.Features.Runs;
using AssetsBackup.Features.Targets;
using AssetsBackup.Tests.Capture;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using MongoGateway;

namespace AssetsBackup.Tests.OwnDatabase;

/// <summary>A site whose backups lie in a database of its owner, end to end on the real engine.</summary>
[Trait("Needs", "engine")]
public sealed class OwnDatabaseTests
{
    [Fact]
    public async Task A_backup_is_made_verified_planned_and_restored()
    {
        await using var site = await OwnDatabaseFixture.StartSetUpAsync();
        var backup = await site.BackUpAsync();
        await site.VerifyAsync(backup);
        var host = site.Host;
        var schema = await host.SchemaAsync(await site.KeyAsync());
        var target = await host.SendAsync(
            new AddTarget(
                "Globex",
                CaptureHost.Email,
                host.Workspace("globex"),
                "https://globex.atlassian.net",
                CaptureHost.Token
            )
        );

        var plan = await host.SendAsync(new MakePlan(backup, target.Id, schema.Name, schema.Key));
        var planned = await host.DrainAsync(plan.RunId);
        planned.State.ShouldBe(RunState.Succeeded, planned.ErrorMessage);
        (
            await host.SendAsync(new ListPlanActions(plan.PlanId, null, null))
        ).Items.ShouldNotBeEmpty();
        var applied = await host.DrainAsync(
            (await host.SendAsync(new ApplyPlan(plan.PlanId))).RunId
        );

        applied.State.ShouldBe(RunState.Succeeded, applied.ErrorMessage);
        (await site.DifferencesAsync(schema.Key)).ShouldBe("[]");
        (
            await site.Database.Engine.CountAsync(site.Database.Named("vault"), "blobs")
        ).ShouldBeGreaterThan(0);
        Directory.Exists(Path.Combine(host.DataDirectory, "vaults")).ShouldBeFalse();
    }

    [Fact]
    public async Task The_card_tells_servers_version_and_tls_and_the_row_keeps_no_readable_string()
    {
        await using var site = await OwnDatabaseFixture.StartSetUpAsync();

        var storage = (await site.Host.SendAsync(new GetConnection())).Storage.ShouldNotBeNull();

        (storage.Kind, storage.Region, storage.Servers).ShouldBe(
            (StorageKind.OwnDatabase, null, site.Database.Servers("vault"))
        );
        (storage.Version, storage.UsesTls).ShouldBe(("7.0.0", true));
        storage.AccessSetAt.ShouldNotBeNull();
        var row = await site.Host.ReadAsync(database => database.StoragePlaces.SingleAsync());
        System.Text.Encoding.UTF8.GetString(row.Access!).ShouldNotContain(site.Database.Password);
    }

    [Fact]
    public async Task A_wrong_password_is_told_at_its_field_and_nothing_is_stored()
    {
        await using var site = await OwnDatabaseFixture.StartAsync();
        var request = site.Database.Save();
        site.Database.Password = "an0ther-word";

        var problem = await site.ProblemAsync(request);

        problem.Code.ShouldBe("database-sign-in");
        problem.Fields!.Keys.ShouldBe(["connectionString"]);
        (await site.Host.ReadAsync(database => database.StoragePlaces.CountAsync())).ShouldBe(0);
        (await site.Host.SendAsync(new GetConnection())).Storage.ShouldBeNull();
    }

    [Fact]
    public async Task A_database_with_backups_of_another_server_is_refused()
    {
        await using var other = await OwnDatabaseFixture.StartSetUpAsync();
        await using var host = await CaptureHost.StartSetUpAsync("n:50");

        // The same customer id under another key, as after a lost key store.
        var thrown = await Should.ThrowAsync<AssetsBackup.Hosting.Problems.ProblemException>(() =>
            host.SendAsync(other.Database.Save())
        );

        thrown.Problem.Code.ShouldBe("database-foreign-vault");
        (await host.SendAsync(new GetConnection())).Storage!.Region.ShouldBe("local");
    }

    [Theory]
    [InlineData("", null, "ConnectionString")]
    [InlineData("mongodb://u:p@h/d", "-----BEGIN PRIVATE KEY-----", "AuthoritiesPem")]
    public async Task What_cannot_be_right_is_told_before_anything_is_called(
        string text,
        string? authorities,
        string field
    )
    {
        await using var host = await CaptureHost.StartAsync("n:50");

        var invalid = await Should.ThrowAsync<ValidationException>(() =>
            host.SendAsync(new SaveOwnDatabase(text, authorities))
        );

        invalid.Errors.ShouldHaveSingleItem().PropertyName.ShouldBe(field);
    }

    [Fact]
    public async Task Certificates_that_are_none_are_told_at_their_own_field()
    {
        await using var site = await OwnDatabaseFixture.StartAsync();

        var problem = await site.ProblemAsync(
            site.Database.Save() with
            {
                AuthoritiesPem = "no certificate",
            }
        );

        problem.Code.ShouldBe("authorities-not-readable");
        problem.Fields!.Keys.ShouldBe(["authoritiesPem"]);
    }

    [Theory]
    [InlineData(13, "database-rights", RunState.Failed)]
    [InlineData(14031, "database-full", RunState.Failed)]
    [InlineData(9999, "database-refused", RunState.Failed)]
    public async Task What_the_database_refuses_a_backup_has_a_name(
        int code,
        string name,
        RunState state
    )
    {
        await using var site = await OwnDatabaseFixture.StartSetUpAsync();
        await site.BackUpAsync();
        await site.Host.MutateAsync(50);
        var fault = Fault.Error("insert", code);
        site.Database.Gateway.Faults.Add(fault);

        var run = await site.Host.BackUpAsync(await site.KeyAsync());

        fault.HasFired.ShouldBeTrue();
        (run.ErrorCode, run.State).ShouldBe((name, state), run.ErrorMessage);
        await site.BackUpAsync();
    }
}
