using System.Runtime.InteropServices;

namespace AssetsBackup.Atlassian.Limits;

/// <summary>A call's place among those that wait: by priority, then by when it came.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Place(CallPriority Priority, long Order)
{
    public static Comparer<Place> MostUrgentFirst { get; } =
        Comparer<Place>.Create(
            (one, other) =>
                one.Priority == other.Priority
                    ? one.Order.CompareTo(other.Order)
                    : one.Priority.CompareTo(other.Priority)
        );
}
