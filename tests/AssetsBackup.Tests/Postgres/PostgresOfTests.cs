using MongoGateway;

namespace AssetsBackup.Tests.Postgres;

/// <summary>A database of its own on the PostgreSQL that runs for these tests.</summary>
internal static class PostgresOfTests
{
    private static int Last;

    /// <returns>Its connection string.</returns>
    /// <exception cref="EngineMissingException">Where CI requires it; elsewhere the test is skipped.</exception>
    public static async Task<string> CreateAsync()
    {
        try
        {
            var engine = await SharedEngine.GetAsync();
            return await engine.CreateDatabaseAsync($"app_{Interlocked.Increment(ref Last)}");
        }
        catch (EngineMissingException e)
        {
            Assert.SkipUnless(SharedEngine.IsRequired, e.Message);
            throw;
        }
    }
}
