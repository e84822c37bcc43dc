using System.Diagnostics.CodeAnalysis;
using MongoDB.Bson;
using MongoDB.Driver;
using MongoGateway.Profiles;
using static AssetsBackup.Vault.Tests.TestVault;
using GatewayFault = MongoGateway.Fault;

namespace AssetsBackup.Vault.Tests;

/// <summary>What the store does when the database is busy, answers are lost or connections end.</summary>
[Trait("Needs", "engine")]
public sealed class MongoFaultTests : IAsyncLifetime
{
    [NotNull]
    private MongoDatabaseHost? host;

    public async ValueTask InitializeAsync() =>
        host = await MongoDatabaseHost.StartAsync(new Profile());

    public ValueTask DisposeAsync() => host?.DisposeAsync() ?? ValueTask.CompletedTask;

    public static TheoryData<string, bool> Refusals =>
        new()
        {
            { "throttled", false },
            { "throttled", true },
            { "throttled by gateway", false },
            { "throttled by gateway", true },
            { "throttled item", false },
            { "throttled item", true },
            { "cut", false },
            { "cut", true },
            { "not primary", false },
            { "not primary", true },
            { "write concern", true },
        };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_put_is_repeated_and_knows_its_own_document_again(string how, bool acts)
    {
        var faults = new[] { Failing("insert", how, acts), Failing("insert", how, acts) };
        host.Gateway.Faults.Add(faults);

        await host.Open().PutAsync("a", Bytes("content"), Never);

        faults.ShouldAllBe(fault => fault.HasFired);
        (await host.Open().GetAsync("a", Never)).ShouldBe(Bytes("content"));
        (await host.Documents.CountDocumentsAsync(new BsonDocument())).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_put_of_a_taken_name_fails_also_after_a_lost_answer(string how, bool acts)
    {
        await host.Open().PutAsync("a", Bytes("same bytes"), Never);
        var fault = Failing("insert", how, acts);
        host.Gateway.Faults.Add(fault);

        await Should.ThrowAsync<BlobExistsException>(() =>
            host.Open().PutAsync("a", Bytes("same bytes"), Never)
        );

        fault.HasFired.ShouldBeTrue();
    }

    [Fact]
    public async Task Of_two_writers_whose_answers_are_lost_exactly_one_has_stored()
    {
        for (var round = 0; round < 10; round++)
        {
            var faults = new[]
            {
                GatewayFault.Cut("insert", acts: true),
                GatewayFault.Cut("insert", acts: true),
            };
            host.Gateway.Faults.Add(faults);
            var name = $"race-{round}";

            var won = await Task.WhenAll(TryPutAsync(name, "one"), TryPutAsync(name, "two"));

            faults.ShouldAllBe(fault => fault.HasFired);
            won.Count(success => success).ShouldBe(1);
            (await host.Open().GetAsync(name, Never)).ShouldBe(Bytes(won[0] ? "one" : "two"));
        }
    }

    [Theory]
    [InlineData("throttled")]
    [InlineData("cut")]
    [InlineData("not primary")]
    [InlineData("cursor")]
    public async Task Reads_listings_and_deletes_are_repeated(string how)
    {
        await host.Open().PutAsync("a", Bytes("x"), Never);
        foreach (var command in new[] { "find", "find", "delete" })
        {
            host.Gateway.Faults.Add(Failing(command, how, acts: false));
            if (command == "delete")
                await host.Open().DeleteAsync("a", Never);
            else
                (await host.Open().GetAsync("a", Never)).ShouldBe(Bytes("x"));
        }

        host.Gateway.Faults.Add(Failing("find", how, acts: false));
        (await host.Open().ListAsync("", Never).ToListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_repeated_delete_takes_no_blob_that_was_put_again_meanwhile()
    {
        await host.Open().PutAsync("a", Bytes("old"), Never);
        var lost = GatewayFault.Cut("delete", acts: true);
        host.Gateway.Faults.Add(lost);
        var second = TimeSpan.FromSeconds(1);
        var slow = host.Open(patience: new MongoPatience(second * 30, second, second));
        var delete = slow.DeleteAsync("a", Never);
        while (!lost.HasFired || await host.Documents.CountDocumentsAsync(new BsonDocument()) > 0)
            await Task.Yield();

        await host.Open().PutAsync("a", Bytes("new"), Never);
        await delete;

        (await host.Open().GetAsync("a", Never)).ShouldBe(Bytes("new"));
    }

    [Fact]
    public async Task A_listing_goes_on_when_its_connections_end_in_its_middle()
    {
        await host.Documents.InsertManyUnthrottledAsync(
            Enumerable
                .Range(0, 3500)
                .Select(i => MongoBlob.Create($"{Tenant:N}/p/{i:D5}", Bytes("x")))
        );
        var names = new List<string>();

        await foreach (var blob in host.Open().ListAsync("p/", Never))
        {
            names.Add(blob.Name);
            if (names.Count % 1000 == 500)
                host.Gateway.Cut();
        }

        names.ShouldBe(Enumerable.Range(0, 3500).Select(i => $"p/{i:D5}"));
    }

    [Fact]
    public async Task The_servers_own_pause_is_kept()
    {
        host.Gateway.Faults.Add(GatewayFault.Throttled("insert", retryAfterMs: 90));
        var started = TimeProvider.System.GetTimestamp();

        await host.Open().PutAsync("a", Bytes("x"), Never);

        TimeProvider.System.GetElapsedTime(started).TotalMilliseconds.ShouldBeGreaterThan(85);
    }

    [Fact]
    public async Task Patience_ends_and_the_failure_says_why()
    {
        var none = new MongoPatience(TimeSpan.Zero, TimeSpan.FromMilliseconds(1), TimeSpan.Zero);
        host.Gateway.Faults.Add(GatewayFault.Throttled("insert", retryAfterMs: 1));

        var failure = await Should.ThrowAsync<MongoStoreException>(() =>
            host.Open(patience: none).PutAsync("a", Bytes("x"), Never)
        );

        failure.Kind.ShouldBe(MongoFailureKind.Throttled);
        failure.Code.ShouldBe(16500);
    }

    [Fact]
    public async Task A_refusal_is_an_io_failure_at_once_and_quotes_nothing_of_the_server()
    {
        host.Gateway.Faults.Add(GatewayFault.Error("insert", 13));

        var failure = await Should.ThrowAsync<IOException>(() =>
            host.Open().PutAsync("a", Bytes("x"), Never)
        );

        failure.ShouldBeOfType<MongoStoreException>().Kind.ShouldBe(MongoFailureKind.NotAllowed);
        failure.ToString().ShouldNotContain("a test wants");
        failure.ToString().ShouldNotContain("geheim");
        failure.ToString().ShouldNotContain("127.0.0.1");
    }

    public static TheoryData<string> Lengths =>
        [
            "{}",
            "{ length: 'two' }",
            "{ length: NaN }",
            "{ length: NumberLong(-64709411328) }",
            "{ length: NumberLong('9223372036854775807') }",
            "{ length: NumberDecimal('1E+6000') }",
        ];

    [Theory]
    [MemberData(nameof(Lengths))]
    public async Task A_document_of_somebody_else_is_a_blob_of_nothing_so_that_it_is_named_as_damaged(
        string document
    )
    {
        var foreign = BsonDocument.Parse(document);
        foreign["_id"] = $"{Tenant:N}/packs/a";
        await host.Documents.InsertOneAsync(foreign);
        await host.Open().PutAsync("packs/b", Bytes("b"), Never);

        (await host.Open().GetAsync("packs/a", Never)).ShouldBeEmpty();
        (await host.Open().ListAsync("", Never).ToListAsync()).ShouldBe([
            new BlobInfo("packs/a", 0),
            new BlobInfo("packs/b", 1),
        ]);
        await host.Open().DeleteAsync("packs/a", Never);
        (await host.Open().ListAsync("", Never).ToListAsync()).ShouldHaveSingleItem();
    }

    private static GatewayFault Failing(string command, string how, bool acts) =>
        how switch
        {
            "throttled" => GatewayFault.Throttled(command, retryAfterMs: 2, acts),
            "throttled by gateway" => GatewayFault.Error(command, 429, acts),
            "throttled item" => GatewayFault.ThrottledItem(command, retryAfterMs: 2, acts),
            "cut" => GatewayFault.Cut(command, acts),
            "not primary" => GatewayFault.Error(command, 10107, acts),
            "cursor" => GatewayFault.Error(command, 43, acts),
            "write concern" => GatewayFault.NotConfirmed(command),
            _ => throw new ArgumentOutOfRangeException(nameof(how)),
        };

    private async Task<bool> TryPutAsync(string name, string content)
    {
        try
        {
            await host.Open().PutAsync(name, Bytes(content), Never);
            return true;
        }
        catch (BlobExistsException)
        {
            return false;
        }
    }
}
