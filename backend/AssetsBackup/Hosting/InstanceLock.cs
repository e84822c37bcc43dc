using System.Globalization;
using System.Text;
using AssetsBackup.Hosting.Problems;

namespace AssetsBackup.Hosting;

/// <summary>
/// The file lock beside the SQLite database: the process that holds it hosts the scheduler. The operating system gives it
/// back when the process ends, however it ends.
/// </summary>
internal sealed class InstanceLock : IDisposable
{
    private const string FileName = "instance.lock";
    private const string HolderName = "instance.pid";

    private readonly FileStream file;

    private InstanceLock(FileStream file) => this.file = file;

    /// <summary>The lock of a data directory, or null while another process holds it.</summary>
    public static InstanceLock? TryTake(string dataDirectory)
    {
        Directory.CreateDirectory(dataDirectory);
        try
        {
            var held = new FileStream(
                Path.Combine(dataDirectory, FileName),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None
            );
            // Beside the lock, because some systems let nobody read a locked file.
            File.WriteAllText(
                Path.Combine(dataDirectory, HolderName),
                Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
                Encoding.ASCII
            );
            return new InstanceLock(held);
        }
        catch (IOException exception) when (IsHeldElsewhere(exception))
        {
            return null;
        }
    }

    /// <summary>Says which process holds the lock of a data directory.</summary>
    public static ProblemException Held(string dataDirectory) =>
        new(
            new Problem(
                "data-in-use",
                StatusCodes.Status409Conflict,
                $"Another process ({Holder(dataDirectory)?.ToString(CultureInfo.InvariantCulture) ?? "unknown"}) works with the data in {dataDirectory}",
                "End it and try again, or name another folder with --data."
            )
        );

    /// <summary>The process id of the last holder, for the error that says who holds the lock; null when unknown.</summary>
    public static int? Holder(string dataDirectory)
    {
        var path = Path.Combine(dataDirectory, HolderName);
        return File.Exists(path) && int.TryParse(File.ReadAllText(path), out var id) ? id : null;
    }

    public void Dispose() => file.Dispose();

    // EWOULDBLOCK on Linux and macOS, a sharing violation on Windows; any other failure of the disk is no lock.
    private static bool IsHeldElsewhere(IOException exception) =>
        exception.HResult is 11 or 35 or unchecked((int)0x80070020);
}
