using System.Threading.Channels;
using AssetsBackup.Features.Snapshots.Capture;

namespace AssetsBackup.Tests.Capture;

/// <summary>However a type is cut, its partitions hold each object once (contract §9.2).</summary>
public sealed class PartitionPlanTests
{
    private const int Largest = 40;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Partitions_are_disjoint_complete_and_small(bool idsCompare)
    {
        await using var host = await CaptureHost.StartSetUpAsync("itsm:2000");
        await host.SwitchAsync(new() { ["objectIdComparisons"] = idsCompare });
        var (search, types) = await TypesAsync(host);

        var partitions = await PartitionPlan.MakeAsync(
            search,
            types,
            idsCompare,
            CancellationToken.None,
            Largest
        );

        partitions.Select(one => one.Number).ShouldBe(Enumerable.Range(0, partitions.Count));
        partitions.Count.ShouldBeGreaterThan(types.Count);
        partitions
            .Where(one => !one.IsWholeType)
            .ShouldAllBe(one => (one.Window == null) == idsCompare);
        var (sizes, read) = (new List<int>(), new List<string>());
        foreach (var partition in partitions)
        {
            var ids = await ReadAsync(search, partition, idsCompare);
            sizes.Add(ids.Count);
            read.AddRange(ids);
        }
        read.Count.ShouldBe((int)types.Sum(type => type.Listed));
        read.Distinct().Count().ShouldBe(read.Count);
        if (!idsCompare)
            sizes.Max().ShouldBeLessThanOrEqualTo(Largest);
    }

    /// <summary>Two for each reader, within the bounds of what is worth a range and of what memory allows.</summary>
    [Theory]
    [InlineData(100_000, 2_000)]
    [InlineData(2L * ObjectCapture.Readers * 3_000, 3_000)]
    [InlineData(1_000_000, 5_000)]
    public async Task A_large_type_is_read_in_ranges_enough_for_all_readers(
        long objects,
        int largest
    )
    {
        await using var host = await CaptureHost.StartSetUpAsync("itsm:2000");
        var (search, types) = await TypesAsync(host);
        var type = types.MaxBy(one => one.Listed)! with { Listed = objects };

        var partitions = await PartitionPlan.MakeAsync(
            search,
            [type],
            keysetWorks: true,
            CancellationToken.None
        );

        partitions.Count.ShouldBe((int)(objects / largest));
        partitions.ShouldAllBe(one => one.Listed == largest);
        partitions[0].From.ShouldBeNull();
        partitions[^1].To.ShouldBeNull();
        for (var next = 1; next < partitions.Count; next++)
            partitions[next].From.ShouldBe(partitions[next - 1].To.ShouldNotBeNull());
    }

    [Fact]
    public async Task A_site_that_does_not_heed_what_a_search_says_of_times_is_read_by_whole_types()
    {
        await using var host = await CaptureHost.StartSetUpAsync("itsm:2000");
        var (search, types) = await TypesAsync(host);
        host.Wire.Change = (_, _, body) =>
        {
            if (body["totalCount"] is not null)
                body["totalCount"] = 700;
        };

        var partitions = await PartitionPlan.MakeAsync(
            search,
            types,
            keysetWorks: false,
            CancellationToken.None,
            Largest
        );

        partitions.ShouldAllBe(one => one.IsWholeType);
    }

    [Fact]
    public async Task A_site_that_counts_all_after_any_time_is_not_asked_for_ever()
    {
        await using var host = await CaptureHost.StartSetUpAsync("itsm:2000");
        var (search, types) = await TypesAsync(host);
        var counts = 0;
        var objects = types.ToDictionary(type => $"objectTypeId = {type.Id} ", type => type.Listed);
        host.Wire.Change = (_, query, body) =>
        {
            if (body["totalCount"] is null || !query.Contains("Created", StringComparison.Ordinal))
                return;
            Interlocked.Increment(ref counts);
            body["totalCount"] = query.Contains("Created <", StringComparison.Ordinal)
                ? 0
                : objects.First(type => query.Contains(type.Key, StringComparison.Ordinal)).Value;
        };

        var partitions = await PartitionPlan.MakeAsync(
            search,
            types,
            keysetWorks: false,
            CancellationToken.None,
            Largest
        );

        counts.ShouldBeInRange(1, types.Count * 60);
        partitions.ShouldAllBe(one => one.IsWholeType);
    }

    private static async Task<(ObjectSearch, IReadOnlyList<CapturedType>)> TypesAsync(
        CaptureHost host
    )
    {
        var schema = await host.ReadAsync(database =>
            Task.FromResult(database.Schemas.OrderBy(row => row.ObjectCount).Last())
        );
        var search = new ObjectSearch(host.Assets("acme"), schema.AssetsId);
        var listed = await host.Assets("acme")
            .ListObjectTypesAsync(schema.AssetsId, includeObjectCounts: true, default);
        IReadOnlyList<CapturedType> types =
        [
            .. listed
                .EnumerateArray()
                .Select(type => new CapturedType(
                    type.GetProperty("id").GetString()!,
                    type.GetProperty("name").GetString()!,
                    type.GetProperty("abstractObjectType").GetBoolean(),
                    type.GetProperty("objectCount").GetInt64()
                )),
        ];
        return (search, types);
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(
        ObjectSearch search,
        Partition partition,
        bool keyset
    )
    {
        var steps = Channel.CreateUnbounded<PartitionStep>();
        var reading = new PartitionReader(search, partition, keyset, steps.Writer).ReadAsync(
            CancellationToken.None
        );
        var ids = new List<string>();
        Partition? after = null;
        while (after is not { IsDone: true })
        {
            var step = await steps.Reader.ReadAsync();
            step.TellSaved();
            ids.AddRange(step.Objects.Select(item => item.Id));
            after = step.After;
        }
        await reading;
        after.Missing.ShouldBe(0);
        return ids;
    }
}
