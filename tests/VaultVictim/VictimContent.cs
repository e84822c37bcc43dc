using System.Globalization;
using System.Text;

namespace VaultVictim;

/// <summary>What the source held at each step: a few of its objects change from one step to the next.</summary>
public static class VictimContent
{
    private const int Objects = 400;

    /// <summary>All objects at a step, by number.</summary>
    public static IEnumerable<(int Number, byte[] Content)> At(int step) =>
        Enumerable
            .Range(0, Objects)
            .Where(number => IsThere(number, step))
            .Select(number => (number, ContentOf(number, step)));

    /// <summary>The objects at a step that are new or not as they were at an earlier one.</summary>
    public static IEnumerable<(int Number, byte[] Content)> Changes(int earlier, int step) =>
        At(step)
            .Where(item =>
                !IsThere(item.Number, earlier)
                || VersionOf(item.Number, earlier) != VersionOf(item.Number, step)
            );

    /// <summary>The objects that were there at an earlier step and are not at this one.</summary>
    public static IEnumerable<int> Removed(int earlier, int step) =>
        Enumerable
            .Range(0, Objects)
            .Where(number => IsThere(number, earlier) && !IsThere(number, step));

    private static bool IsThere(int number, int step) => Mix(number, step / 3) % 17 != 0;

    /// <summary>The last step, in hundreds of objects each, at which the object changed.</summary>
    private static int VersionOf(int number, int step)
    {
        while (step > 0 && Mix(number, step) % 12 != 0)
            step--;
        return step;
    }

    private static byte[] ContentOf(int number, int step)
    {
        var version = VersionOf(number, step);
        // One of them is long enough to be stored in chunks.
        var padding = number == 7 ? (1 << 20) + version : (int)(Mix(number, version) % 900);
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"id":{{number}},"version":{{version}},"text":"{{new string('x', padding)}}"}"""
        );
        return Encoding.ASCII.GetBytes(text);
    }

    private static uint Mix(int a, int b)
    {
        var mixed = ((uint)a * 2654435761u) ^ ((uint)b * 2246822519u);
        mixed ^= mixed >> 15;
        mixed *= 2654435769u;
        return mixed ^ (mixed >> 13);
    }
}
