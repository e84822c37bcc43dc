namespace AssetsBackup.CommandLine;

/// <summary>What the program's exit code says. Scripts may rely on it.</summary>
internal enum ExitCode
{
    /// <summary>Everything asked for was done.</summary>
    Done = 0,

    /// <summary>Something unexpected on our side.</summary>
    Unexpected = 1,

    /// <summary>The command was called wrongly: an unknown verb, option or value.</summary>
    Usage = 2,

    /// <summary>Refused with a named problem: nothing was changed that calling again would not complete.</summary>
    Refused = 3,

    /// <summary>The run ended as failed, the backups' storage cannot be read, or the audit log was tampered with.</summary>
    RunFailed = 4,

    /// <summary>The run ended, but something is missing; the log says what.</summary>
    RunPartial = 5,

    /// <summary>The command or its run was stopped, or the run is paused and waits for something.</summary>
    RunStopped = 6,
}
