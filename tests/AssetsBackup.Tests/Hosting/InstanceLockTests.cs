using AssetsBackup.Hosting;

namespace AssetsBackup.Tests.Hosting;

public sealed class InstanceLockTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void One_holds_the_lock_and_a_second_learns_who()
    {
        using var first = InstanceLock.TryTake(folder.Path);
        first.ShouldNotBeNull();
        InstanceLock.TryTake(folder.Path).ShouldBeNull();
        InstanceLock.Holder(folder.Path).ShouldBe(Environment.ProcessId);
    }

    [Fact]
    public void A_lock_given_back_can_be_taken_again()
    {
        InstanceLock.TryTake(folder.Path)!.Dispose();
        using var second = InstanceLock.TryTake(folder.Path);
        second.ShouldNotBeNull();
    }

    [Fact]
    public void Two_data_directories_have_two_locks()
    {
        using var first = InstanceLock.TryTake(folder.File("one"));
        using var second = InstanceLock.TryTake(folder.File("two"));
        second.ShouldNotBeNull();
    }

    [Fact]
    public void Before_anyone_held_it_no_holder_is_known() =>
        InstanceLock.Holder(folder.Path).ShouldBeNull();
}
