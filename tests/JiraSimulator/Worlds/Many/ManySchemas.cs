using System.Globalization;
using JiraSimulator.Worlds.Itsm;
using static JiraSimulator.Worlds.AttributeSpec;

namespace JiraSimulator.Worlds.Many;

/// <summary>COUNT schemas of three objects each: for what depends on how many there are.</summary>
internal static class ManySchemas
{
    private const int ObjectsOfEach = 3;

    public static void Fill(World world, int count, ulong seed)
    {
        var builder = new WorldBuilder(world);
        builder.Build([.. Enumerable.Range(1, count).Select(Schema)]);
        new ObjectFiller(world, builder, new Dice(seed)).Fill(
            count * ObjectsOfEach,
            share: 1,
            rest: TypeOf(1)
        );
    }

    private static SchemaSpec Schema(int number) =>
        new(
            $"Schema {number}",
            string.Create(CultureInfo.InvariantCulture, $"S{number}"),
            null,
            [
                new TypeSpec(TypeOf(number), null, "Server", ObjectsOfEach)
                {
                    Label = "thing #",
                    Attributes = [Text($"Note {number}")],
                },
            ]
        );

    private static string TypeOf(int number) => $"Thing {number}";
}
