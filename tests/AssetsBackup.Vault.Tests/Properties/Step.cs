using CsCheck;

namespace AssetsBackup.Vault.Tests;

/// <summary>What can happen to a vault.</summary>
internal enum Event
{
    Backup,
    BackupFromLast,
    Begin,
    GoOn,
    Commit,
    Revise,
    Delete,
    Pin,
    Prune,
    Copy,
    NewEpoch,
    DropUnfinished,
    Resume,
    Damage,
}

/// <summary>One thing that happens, to one of the snapshots, by one of two processes.</summary>
/// <param name="Event">What happens.</param>
/// <param name="Which">Chooses among what there is.</param>
/// <param name="Process">Which of two open vaults does it.</param>
/// <param name="Hours">How far the clock goes before.</param>
/// <param name="FailingCall">The call of the store that kills the process; 0 for none.</param>
/// <param name="Afterwards">Whether it is killed after the call took effect.</param>
internal sealed record Step(
    Event Event,
    int Which,
    int Process,
    int Hours,
    int FailingCall,
    bool Afterwards
)
{
    /// <summary>Steps as they come: mostly unharmed, the clock mostly standing.</summary>
    internal static Gen<Step> Any { get; } =
        Gen.Select(
            Gen.Frequency(
                (3, Gen.Const(Event.Backup)),
                (4, Gen.Const(Event.BackupFromLast)),
                (2, Gen.Const(Event.Begin)),
                (2, Gen.Const(Event.GoOn)),
                (2, Gen.Const(Event.Commit)),
                (2, Gen.Const(Event.Revise)),
                (4, Gen.Const(Event.Delete)),
                (1, Gen.Const(Event.Pin)),
                (6, Gen.Const(Event.Prune)),
                (2, Gen.Const(Event.Copy)),
                (1, Gen.Const(Event.NewEpoch)),
                (1, Gen.Const(Event.DropUnfinished)),
                (1, Gen.Const(Event.Resume)),
                (1, Gen.Const(Event.Damage))
            ),
            Gen.Int[0, 99],
            Gen.Int[0, 1],
            Gen.Frequency((4, Gen.Const(0)), (1, Gen.Int[1, 23]), (3, Gen.Const(25))),
            Gen.Frequency((3, Gen.Const(0)), (1, Gen.Int[1, 70])),
            Gen.Bool,
            (what, which, process, hours, call, afterwards) =>
                new Step(what, which, process, hours, call, afterwards)
        );
}
