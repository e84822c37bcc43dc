using JiraSimulator.Worlds.Itsm;
using static JiraSimulator.Worlds.AttributeSpec;

namespace JiraSimulator.Worlds.Random;

/// <summary>A small world of a few types, all of it by chance: what a property is tried on.</summary>
internal static class RandomWorld
{
    private const string Key = "RND";
    private const string Root = "Type 1";

    public static void Fill(World world, ulong seed)
    {
        var dice = new Dice(Dice.Mix(seed));
        var builder = new WorldBuilder(world);
        var types = Enumerable.Range(1, dice.Between(2, 7)).Select(n => Type(n, dice)).ToList();
        builder.Build([
            new SchemaSpec("Random", Key, null, [.. types.Select(type => With(type, types, dice))]),
        ]);
        var total = Math.Max(30, types.Sum(type => type.Count));
        new ObjectFiller(world, builder, dice).Fill(total, share: 1, rest: Root);
    }

    private static TypeSpec Type(int number, Dice dice) =>
        new($"Type {number}", Parent(number, dice), "Server", dice.Below(6) * dice.Below(14))
        {
            Label = $"thing {number}-#",
            Inherited = dice.Chance(50),
        };

    private static string? Parent(int number, Dice dice) =>
        number > 1 && dice.Chance(40) ? $"Type {dice.Between(1, number - 1)}" : null;

    private static TypeSpec With(TypeSpec type, List<TypeSpec> all, Dice dice) =>
        type with
        {
            Attributes =
            [
                Text($"Note of {type.Name}"),
                .. Enumerable
                    .Range(1, dice.Below(4))
                    .Select(n => Any($"Field {n} of {type.Name}", dice)),
                .. Enumerable
                    .Range(1, dice.Below(3))
                    .Select(n =>
                        Reference($"Link {n} of {type.Name}", dice.Pick(all).Name)
                            .Many(dice.Between(1, 3))
                    ),
            ],
        };

    private static AttributeSpec Any(string name, Dice dice) =>
        dice.Below(6) switch
        {
            0 => Of(DefaultType.Integer, name),
            1 => Of(DefaultType.Textarea, name),
            2 => Of(DefaultType.Date, name),
            3 => Status(name),
            4 => User(name),
            _ => Of(DefaultType.Boolean, name),
        };
}
