namespace AssetsBackup.Features.Schedules;

/// <summary>How many schedules are due at which time of a day, in slots of five minutes UTC.</summary>
internal sealed class DayLoad
{
    public const int MinutesOfSlot = 5;
    public const int Slots = 24 * 60 / MinutesOfSlot;

    /// <summary>What begins in a slot is still at work in those after it, and had to wait for those before it: so many each way.</summary>
    private const int Reach = 6;
    private readonly int[] due = new int[Slots];

    public void Add(DateTimeOffset at) =>
        due[(int)(at.UtcDateTime.TimeOfDay.TotalMinutes / MinutesOfSlot)]++;

    /// <summary>All slots, the least loaded first; of equals the one nearest to what is preferred.</summary>
    public IEnumerable<int> LeastFirst(int preferred) =>
        Enumerable.Range(0, Slots).OrderBy(Around).ThenBy(slot => Distance(slot, preferred));

    /// <summary>What is due around a slot; the nearer the heavier.</summary>
    private int Around(int slot) =>
        Enumerable
            .Range(-Reach, 2 * Reach + 1)
            .Sum(away => (Reach + 1 - Math.Abs(away)) * due[(slot + away + Slots) % Slots]);

    private static int Distance(int one, int other)
    {
        var apart = Math.Abs(one - other);
        return Math.Min(apart, Slots - apart);
    }
}
