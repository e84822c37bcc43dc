using AssetsBackup.Features.Runs;
using Spectre.Console;

namespace AssetsBackup.CommandLine;

/// <summary>How an ended run becomes the program's answer and exit code.</summary>
internal static class RunEnd
{
    public static int Print(Printer print, RunView run)
    {
        print.Answer(run, console => console.Profile.Out.Writer.WriteLine(Words(run)));
        return (int)CodeOf(run);
    }

    /// <summary>Tells of a run beside the answer that follows.</summary>
    public static ExitCode Tell(Printer print, RunView run)
    {
        print.Progress.WriteLine(Words(run));
        return CodeOf(run);
    }

    private static ExitCode CodeOf(RunView run) =>
        run.State switch
        {
            RunState.Succeeded => ExitCode.Done,
            RunState.Partial => ExitCode.RunPartial,
            RunState.Failed => ExitCode.RunFailed,
            _ => ExitCode.RunStopped,
        };

    /// <summary>Enough of a run's id to name it.</summary>
    public static string ShortId(RunView run) => Features.Words.ShortId(run.Id);

    private static string Words(RunView run)
    {
        var result = run.Result is { } came ? $" {came}" : "";
        var error = run.ErrorMessage is { } message ? $" {message} ({run.ErrorCode})" : "";
        var words = $"{run.State}:{result}{error}";
        if (run.Kind == RunKind.Backup && run.State.IsGood())
            words += $"\nThe backup's id: {ShortId(run)}";
        return run.State == RunState.Succeeded
            ? words
            : $"{words}\nIts log: assets-backup runs {ShortId(run)}";
    }
}
