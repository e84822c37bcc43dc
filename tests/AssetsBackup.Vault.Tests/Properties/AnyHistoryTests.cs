using CsCheck;

namespace AssetsBackup.Vault.Tests;

/// <summary>
/// Backups, revisions, deletions, pins, prunings, crashes, copies, new epochs and damage that is found, in any order, by two
/// processes that keep the vault open: every live snapshot stays readable and equal to what was backed up, but for those that
/// had what was damaged; and none that comes later relies on that.
/// </summary>
[Trait(Cases.Trait, Cases.Property)]
public sealed class AnyHistoryTests
{
    [Fact]
    public Task Whatever_happens_every_live_snapshot_is_whole() =>
        Step
            .Any.Array[1, 14]
            .SampleAsync(
                async steps =>
                {
                    var history = new History();
                    foreach (var step in steps)
                        await history.HappenAsync(step);
                    await history.ShouldHoldAsync();
                    await history.EndAsync();
                },
                iter: Cases.Count(300)
            );
}
