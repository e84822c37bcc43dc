using System.Globalization;
using JiraSimulator.Worlds;

namespace JiraSimulator.Assets.Json;

/// <summary>Ids of icons and reference types: digits, or UUIDs as on newer sites (contract §1.4).</summary>
internal static class WireIds
{
    private const string UuidTail = "-4c0d-8e55-0a55e75b0001";

    public static string Text(long id, Switches switches) =>
        switches.UuidIds
            ? $"{id >> 16:x8}-{id & 0xffff:x4}{UuidTail}"
            : id.ToString(CultureInfo.InvariantCulture);

    public static long? Read(string text, Switches switches)
    {
        if (!switches.UuidIds)
        {
            return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                ? id
                : null;
        }
        return
            text.EndsWith(UuidTail, StringComparison.Ordinal)
            && long.TryParse(
                text[..^UuidTail.Length].Replace("-", "", StringComparison.Ordinal),
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out var uuid
            )
            ? uuid
            : null;
    }
}
