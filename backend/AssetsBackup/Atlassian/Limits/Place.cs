namespace AssetsBackup.Atlassian.Limits;

/// <summary>A call's place among those that wait: by priority, then by when it came.</summary>
internal readonly record struct Place(CallPriority Priority, long Order) : IComparable<Place>
{
    public int CompareTo(Place other) =>
        Priority == other.Priority
            ? Order.CompareTo(other.Order)
            : Priority.CompareTo(other.Priority);
}
