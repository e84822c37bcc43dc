namespace MongoGateway;

/// <summary>One engine a test process, started by the first who asks. It ends with the process.</summary>
public static class SharedEngine
{
    private static readonly Lazy<Task<Engine>> Started = new(() =>
        Engine.StartAsync(CancellationToken.None)
    );

    /// <summary>Set in CI: a machine without the engine fails the tests in place of skipping them.</summary>
    public static bool IsRequired =>
        Environment.GetEnvironmentVariable("ASSETSBACKUP_REQUIRE_ENGINE") == "1";

    /// <exception cref="EngineMissingException">The engine cannot be had on this machine.</exception>
    public static Task<Engine> GetAsync() => Started.Value;
}
