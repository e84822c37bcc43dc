using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Tests.Cluster;
using Microsoft.Data.Sqlite;

namespace AssetsBackup.Tests.Hosting;

/// <summary>The log as people or as programs read it.</summary>
public sealed class LoggingFormatTests
{
    [Fact]
    public void A_format_that_is_none_is_named()
    {
        using var folder = new TemporaryFolder();

        var refused = Should.Throw<ProblemException>(() =>
            App.Build(
                new AppOptions([])
                {
                    Settings = new Dictionary<string, string?>
                    {
                        ["DataDirectory"] = folder.Path,
                        ["Logging:Format"] = "xml",
                    },
                }
            )
        );

        refused.Problem.Code.ShouldBe("configuration-not-valid");
        refused.Problem.Title.ShouldBe("Logging:Format is xml");
    }

    [Fact]
    public async Task As_json_each_line_is_an_object_with_what_it_is_about()
    {
        using var folder = new TemporaryFolder();
        var urls = $"http://127.0.0.1:{FreePort()}";
        using var server = Start(folder.Path, urls);
        try
        {
            using var http = new HttpClient { BaseAddress = new Uri(urls) };
            await Until.TrueAsync("the server answers", () => IsLiveAsync(http));
            await BreakAsync(folder.File("assets-backup.db"));
            (await http.GetAsync("/health/ready")).StatusCode.ShouldBe(
                HttpStatusCode.ServiceUnavailable
            );

            var first = await server.StandardError.ReadLineAsync(
                TestContext.Current.CancellationToken
            );

            using var line = JsonDocument.Parse(first.ShouldNotBeNull());
            line.RootElement.GetProperty("@t").GetDateTimeOffset();
            line.RootElement.GetProperty("@m").GetString().ShouldNotBeNullOrEmpty();
            line.RootElement.GetProperty("SourceContext").GetString().ShouldNotBeNullOrEmpty();
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static async Task<bool> IsLiveAsync(HttpClient http)
    {
        try
        {
            return (await http.GetAsync("/health/live")).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>What is asked of it from now on fails, and is logged.</summary>
    private static async Task BreakAsync(string file)
    {
        await using var database = new SqliteConnection($"Data Source={file};Pooling=False");
        await database.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = database.CreateCommand();
        command.CommandText = "ALTER TABLE \"StoragePlaces\" RENAME TO \"Away\"";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static Process Start(string data, string urls) =>
        Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [typeof(AppDatabase).Assembly.Location, "serve", "--urls", urls, "--data", data]
            )
            {
                UseShellExecute = false,
                RedirectStandardError = true,
                Environment =
                {
                    ["ASPNETCORE_ENVIRONMENT"] = "Development",
                    ["Logging__Format"] = "json",
                },
            }
        )!;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
