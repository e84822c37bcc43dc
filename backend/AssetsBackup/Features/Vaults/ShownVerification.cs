using AssetsBackup.Features.Runs;
using AssetsBackup.Vault;

namespace AssetsBackup.Features.Vaults;

/// <summary>Shows the newest figure, one at a time; once it is disposed of, nothing more is written.</summary>
internal sealed class ShownVerification(RunContext run)
    : IProgress<VerifyProgress>,
        IAsyncDisposable
{
    private VerifyProgress? newest;
    private Task writing = Task.CompletedTask;

    public void Report(VerifyProgress value)
    {
        newest = value;
        if (writing.IsCompletedSuccessfully)
            writing = WriteAsync(value);
    }

    public async ValueTask DisposeAsync()
    {
        await writing;
        if (newest is { } last)
            await WriteAsync(last);
    }

    private Task WriteAsync(VerifyProgress value) =>
        run.ReportAsync(
            VerifyRun.Step,
            value.PacksRead,
            value.PacksToRead == 0 ? null : value.PacksToRead,
            CancellationToken.None
        );
}
