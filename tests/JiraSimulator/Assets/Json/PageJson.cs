namespace JiraSimulator.Assets.Json;

internal static class PageJson
{
    /// <summary>isLast as the document says, or as text (contract §1.6).</summary>
    public static void WriteLast(Wire wire, bool isLast)
    {
        if (wire.Switches.IsLastAsString)
            wire.Json.WriteString("isLast", isLast ? "true" : "false");
        else
            wire.Json.WriteBoolean("isLast", isLast);
        wire.Json.WriteBoolean("last", isLast);
    }
}
