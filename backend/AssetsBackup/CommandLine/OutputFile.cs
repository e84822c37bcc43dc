using System.CommandLine;
using AssetsBackup.Hosting.Problems;

namespace AssetsBackup.CommandLine;

/// <summary>A text file that a command writes. One that is there already stays until the new one is whole.</summary>
internal static class OutputFile
{
    /// <exception cref="ProblemException">output-not-writable</exception>
    public static async Task WriteAsync(
        Invocation invocation,
        string name,
        Func<StreamWriter, Task> write
    )
    {
        var path = Path.GetFullPath(name);
        var unfinished = $"{path}.unfinished";
        await using (var file = Open(unfinished))
            await write(file);
        File.Move(unfinished, path, overwrite: true);
        invocation.Print.Answer(
            new { file = path },
            console => console.Profile.Out.Writer.WriteLine($"Written to {path}")
        );
    }

    private static StreamWriter Open(string path)
    {
        try
        {
            return new StreamWriter(path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(
                new Problem(
                    "output-not-writable",
                    StatusCodes.Status400BadRequest,
                    $"{path} cannot be written",
                    "Name a file in a folder that is there and that this user may write to."
                )
            );
        }
    }
}
