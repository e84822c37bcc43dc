using System.Diagnostics;

namespace AssetsBackup.Tests;

/// <summary>A disk of its own size, mounted at a folder: of memory, and only where tests may mount one.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly string folder;

    private SmallDisk(string folder) => this.folder = folder;

    public static async Task<SmallDisk> MountAsync(string folder, string size, string mode = "rw")
    {
        Directory.CreateDirectory(folder);
        var refused = await RunAsync(
            "mount",
            "-t",
            "tmpfs",
            "-o",
            $"size={size},{mode}",
            "tmpfs",
            folder
        );
        Assert.SkipWhen(refused is not null, $"no disk can be mounted here: {refused}");
        return new SmallDisk(folder);
    }

    public async Task GrowAsync(string size) =>
        (await RunAsync("mount", "-o", $"remount,size={size}", folder)).ShouldBeNull();

    public async ValueTask DisposeAsync() => (await RunAsync("umount", folder)).ShouldBeNull();

    /// <returns>Null where it went well.</returns>
    private static async Task<string?> RunAsync(string command, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(command, arguments)
                {
                    UseShellExecute = false,
                    RedirectStandardError = true,
                }
            )!;
            var said = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode == 0 ? null : $"{command}: {said}";
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return missing.Message;
        }
    }
}
