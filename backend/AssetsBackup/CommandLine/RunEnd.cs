using AssetsBackup.Features.Runs;

namespace AssetsBackup.CommandLine;

/// <summary>How an ended run becomes the program's answer and exit code.</summary>
internal static class RunEnd
{
    public static int Print(Printer print, RunView run)
    {
        print.Answer(run, console => console.Profile.Out.Writer.WriteLine(Words(run)));
        return (int)(
            run.State switch
            {
                RunState.Succeeded => ExitCode.Done,
                RunState.Partial => ExitCode.RunPartial,
                RunState.Failed => ExitCode.RunFailed,
                _ => ExitCode.RunStopped,
            }
        );
    }

    private static string Words(RunView run) =>
        run.ErrorMessage is { } error
            ? $"{run.State}: {run.Result} {error} ({run.ErrorCode})"
            : $"{run.State}: {run.Result}";
}
