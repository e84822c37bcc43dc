using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AssetsBackup.Vault;

/// <summary>
/// Arrays of many megabytes that are used all over at random: with pages of 4 kB the processor has to look up where each
/// place of theirs lies in memory, which takes longer than to read it.
/// </summary>
internal static class HugePages
{
    private const int AdviseHugePage = 14;
    private const nint PageSize = 2 * 1024 * 1024;

    /// <summary>A zeroed array, on huge pages if it is large enough and the system has them to give.</summary>
    internal static T[] Allocate<T>(int length)
        where T : struct
    {
        var bytes = (long)length * Unsafe.SizeOf<T>();
        if (bytes < 4 * PageSize || !OperatingSystem.IsLinux())
            return new T[length];
        var array = GC.AllocateArray<T>(length, pinned: true);
        var start = Marshal.UnsafeAddrOfPinnedArrayElement(array, 0);
        var aligned = (start + PageSize - 1) / PageSize * PageSize;
        // Advice: what the kernel does not want to hear costs time only.
        _ = Advise(aligned, (nuint)(bytes - (aligned - start)), AdviseHugePage);
        return array;
    }

    [DllImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Advise(nint address, nuint length, int advice);
}
