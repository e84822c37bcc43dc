using MongoGateway;

namespace AssetsBackup.Tests.Postgres;

/// <summary>A database of its own on the PostgreSQL that runs for these tests.</summary>
internal static class PostgresOfTests
{
    private static int Last;

    /// <returns>Its connection string.</returns>
    /// <exception cref="EngineMissingException">Where CI requires it; elsewhere the test is skipped.</exception>
    public static async Task<string> CreateAsync() =>
        await (await HadAsync(SharedEngine.GetAsync())).CreateDatabaseAsync(
            $"app_{Interlocked.Increment(ref Last)}"
        );

    /// <summary>Starts a PostgreSQL that no other test uses.</summary>
    /// <exception cref="EngineMissingException">As above.</exception>
    public static Task<Engine> StartOwnAsync() =>
        HadAsync(Engine.StartAsync(CancellationToken.None));

    private static async Task<Engine> HadAsync(Task<Engine> starting)
    {
        try
        {
            return await starting;
        }
        catch (EngineMissingException e)
        {
            Assert.SkipUnless(SharedEngine.IsRequired, e.Message);
            throw;
        }
    }
}
