using static JiraSimulator.Worlds.AttributeSpec;

namespace JiraSimulator.Worlds.Counted;

/// <summary>COUNT objects of twenty types, computed from their number: a million need no more memory than a thousand.</summary>
internal static class CountedWorld
{
    /// <summary>Objects of each type among 32 in a row: some types are eight times as big as others.</summary>
    private static readonly int[] Shares =
    [
        4,
        3,
        3,
        2,
        2,
        2,
        1,
        1,
        1,
        1,
        1,
        1,
        1,
        1,
        1,
        1,
        1,
        1,
        2,
        2,
    ];

    public static void Fill(World world, int count, ulong seed)
    {
        var builder = new WorldBuilder(world);
        builder.Build([Spec]);
        var types = world.Types.Values.Select(type => type.Id).ToList();
        var slots = new List<long>();
        for (var round = 0; slots.Count < Shares.Sum(); round++)
            slots.AddRange(types.Where((_, i) => Shares[i] > round));
        var maker = new CountedMaker(world, slots, count, seed);
        world.Objects.LayGround(new CountedObjects(count, slots, maker.Make));
        world.Counters.SkipObjects(count);
        world.Issues.LayGround(
            new CountedIssues(count, world.Issues.AssetsFields.First(), CountedMaker.Epoch)
        );
    }

    private static SchemaSpec Spec =>
        new(
            "Counted",
            "CNT",
            "As many objects as asked for",
            [.. Enumerable.Range(1, Shares.Length).Select(Type)]
        )
        {
            Statuses = [("Retired", 0, null)],
        };

    private static TypeSpec Type(int number) =>
        new($"Device class {number}", null, "Server", 0)
        {
            Attributes =
            [
                Text("Serial number"),
                Of(DefaultType.Textarea, "Description"),
                Of(DefaultType.Integer, "Memory")
                    .With(s => s with { Suffix = "GB", Summable = true }),
                Of(DefaultType.Date, "Purchased"),
                number % 4 == 0 ? User("Owner") : Status("Status"),
                .. number % 10 == 0
                    ?
                    [
                        Reference(
                            "Depends on",
                            $"Device class {(number % Shares.Length) + 1}",
                            "Depends"
                        ),
                    ]
                    : Array.Empty<AttributeSpec>(),
            ],
        };
}
