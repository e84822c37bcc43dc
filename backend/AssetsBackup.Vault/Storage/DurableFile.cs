using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace AssetsBackup.Vault;

/// <summary>Files that are there whole or not at all, and survive a loss of power once the call returns.</summary>
public static class DurableFile
{
    // EEXIST has this number on Linux, macOS and the BSDs.
    private const int AlreadyExists = 17;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // Directories whose entry in their parent this process knows to be durable.
    private static readonly ConcurrentDictionary<string, bool> Synced = new(StringComparer.Ordinal);

    /// <summary>Writes a small new file, readable by its owner only, and its directory where that is missing.</summary>
    /// <returns>False when a file of that name exists; it is unchanged.</returns>
    /// <exception cref="IOException">It could not be written; nothing is there under its name.</exception>
    public static bool Create(string path, ReadOnlyMemory<byte> content)
    {
        path = Path.GetFullPath(path);
        var directory = Path.GetDirectoryName(path)!;
        CreateDirectory(directory);
        return CreateAsync(path, directory, content, CancellationToken.None)
            .GetAwaiter()
            .GetResult();
    }

    /// <summary>Writes a small file, readable by its owner only, in the place of one that may be there.</summary>
    /// <exception cref="IOException">It could not be written; what was there is unchanged.</exception>
    public static void Replace(string path, ReadOnlyMemory<byte> content)
    {
        path = Path.GetFullPath(path);
        var directory = Path.GetDirectoryName(path)!;
        CreateDirectory(directory);
        ReplaceAsync(path, directory, content, CancellationToken.None).GetAwaiter().GetResult();
    }

    /// <summary>
    /// Writes a new file: bytes to a temporary file, fsync, hard link under its name, fsync of the directory.
    /// Both directories must be on one file system.
    /// </summary>
    /// <returns>False when a file of that name exists; it is unchanged.</returns>
    internal static async Task<bool> CreateAsync(
        string path,
        string temporaryDirectory,
        ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken
    )
    {
        if (File.Exists(path))
            return false;
        var temporary = TemporaryPath(temporaryDirectory, path);
        try
        {
            await WriteAsync(temporary, content, cancellationToken);
            if (!TryLink(temporary, path))
                return false;
        }
        finally
        {
            File.Delete(temporary);
        }
        FlushDirectory(Path.GetDirectoryName(path)!);
        return true;
    }

    /// <summary>
    /// Puts new bytes in the place of a file: bytes to a temporary file, fsync, rename over it, fsync of the directory. A
    /// reader, and whoever looks after a crash, finds the old bytes or the new ones.
    /// </summary>
    internal static async Task ReplaceAsync(
        string path,
        string temporaryDirectory,
        ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken
    )
    {
        var temporary = TemporaryPath(temporaryDirectory, path);
        try
        {
            await WriteAsync(temporary, content, cancellationToken);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
        FlushDirectory(Path.GetDirectoryName(path)!);
    }

    /// <summary>
    /// Makes a directory with its missing parents, each entry durable. Only the owner may enter it. One that is there already
    /// may have been made by a process that was killed before it made the entry durable: it is synced once a process too.
    /// </summary>
    internal static void CreateDirectory(string path)
    {
        path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var isThere = Directory.Exists(path);
        if (isThere && Synced.ContainsKey(path))
            return;
        if (Path.GetDirectoryName(path) is { } parent)
        {
            CreateDirectory(parent);
            if (!isThere && OperatingSystem.IsWindows())
                Directory.CreateDirectory(path);
            else if (!isThere)
                Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
            // Whoever may not even open the parent has made nothing in it.
            FlushDirectory(parent, isNeeded: !isThere);
        }
        Synced.TryAdd(path, true);
    }

    /// <summary>Deletes a file durably; an absent one is no error.</summary>
    internal static void Delete(string path)
    {
        if (File.Exists(path))
        {
            File.Delete(path);
            FlushDirectory(Path.GetDirectoryName(path)!);
        }
    }

    // Named after the file, so that what a crash has left of a file can be deleted with it.
    private static string TemporaryPath(string directory, string path) =>
        Path.Combine(
            directory,
            $"{Path.GetFileName(path)}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}"
        );

    private static async Task WriteAsync(
        string path,
        ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken
    )
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            BufferSize = 0,
            // No size beforehand: of a full disk that fails without the number of the error.
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        await using var file = new FileStream(path, options);
        await file.WriteAsync(content, cancellationToken);
        file.Flush(flushToDisk: true);
    }

    /// <summary>
    /// Gives the file its name unless another has it. On Unix a hard link: File.Move looks first and renames then, so two
    /// that move at the same moment would both believe to have won.
    /// </summary>
    private static bool TryLink(string temporary, string path)
    {
        if (OperatingSystem.IsWindows())
            return TryMove(temporary, path);
        if (Link(temporary, path) == 0)
            return true;
        var error = Marshal.GetLastPInvokeError();
        return error == AlreadyExists
            ? false
            : throw new IOException(
                $"Cannot link '{path}': errno {error}; the file system must have hard links",
                error
            );
    }

    private static bool TryMove(string temporary, string path)
    {
        try
        {
            File.Move(temporary, path, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    /// <summary>A new name is durable only once its directory is synced. Windows journals names and has no such call.</summary>
    private static void FlushDirectory(string path, bool isNeeded = true)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = OpenDescriptor(path, flags: 0);
        if (descriptor < 0)
        {
            if (!isNeeded)
                return;
            var why = Marshal.GetLastPInvokeError();
            throw new IOException($"Cannot open directory '{path}': errno {why}", why);
        }
        var failed = Sync(descriptor) != 0;
        var error = Marshal.GetLastPInvokeError();
        _ = Close(descriptor);
        if (failed && isNeeded)
            throw new IOException($"Cannot sync directory '{path}': errno {error}", error);
    }

    [DllImport("libc", EntryPoint = "link", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string existing,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string path
    );

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int OpenDescriptor(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string path,
        int flags
    );

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sync(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
