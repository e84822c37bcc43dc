using AssetsBackup.Tests.CommandLine;
using Xunit.Runner.InProc.SystemConsole;

if (args is [TerminalProcess.Mode])
{
    await TerminalProcess.ServeAsync();
    return 0;
}
return await ConsoleRunner.Run(args);
