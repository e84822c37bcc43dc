namespace AssetsBackup.Doors;

/// <summary>Holds who calls for the length of one request or command. A door writes it; everything else takes a Caller.</summary>
internal sealed class CallerAccessor
{
    /// <summary>Null until a door let somebody in.</summary>
    public Caller? Current { get; set; }
}
