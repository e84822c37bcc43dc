using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using AssetsBackup.Hosting.Problems;
using AssetsBackup.Hosting.Telemetry;
using AssetsBackup.Tests.Health;
using AssetsBackup.Vault.Tests;

namespace AssetsBackup.Tests.Telemetry;

/// <summary><c>/metrics</c> is there where the operator wants it, for who has the token, and is what the dashboard and the alerts read.</summary>
public sealed partial class MetricsEndpointTests
{
    private const string Token = "a-token-of-the-tests";

    [Fact]
    public async Task Without_a_token_in_the_configuration_there_are_no_metrics()
    {
        await using var host = await HealthHost.StartAsync();

        var answer = await host.Http.GetAsync("/metrics");

        ((int)answer.StatusCode).ShouldBeOneOf(401, 404);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("assetsbackup_");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer another-token-of-tests")]
    [InlineData("Bearer ")]
    [InlineData("Basic " + Token)]
    public async Task Who_has_not_the_token_reads_none(string? authorization)
    {
        await using var host = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);

        var answer = await host.Http.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("metrics-token-not-accepted");
    }

    [Fact]
    public async Task Dashboard_and_alerts_read_what_is_told_and_all_of_it()
    {
        await using var host = await StartAsync();
        MeasureEachOnce();
        host.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            Token
        );

        var text = await host.Http.GetStringAsync("/metrics");

        var told = Types()
            .Matches(text)
            .Select(match => match.Groups["name"].Value)
            .Where(name => name.StartsWith("assetsbackup_", StringComparison.Ordinal))
            .ToHashSet(StringComparer.Ordinal);
        told.Count.ShouldBe(11, text);
        var read = (await FilesAsync())
            .SelectMany(file => Names().Matches(file).Select(match => match.Value))
            .Select(name => Histogram().Replace(name, ""))
            .ToHashSet(StringComparer.Ordinal);
        read.ShouldBe(told, ignoreOrder: true);
        var documented = await ReadAsync("docs/operations.md");
        foreach (var name in told)
            documented.ShouldContain($"`{name}`");
    }

    [Theory]
    [InlineData("Telemetry:Otlp", "http://collector.example:4318")]
    [InlineData("Telemetry:Otlp", "collector")]
    [InlineData("Telemetry:PrometheusToken", "short")]
    public async Task A_setting_that_is_none_is_named_and_the_server_does_not_start(
        string key,
        string value
    )
    {
        var refused = await Should.ThrowAsync<ProblemException>(() =>
            HealthHost.StartAsync(settings: new KeyValuePair<string, string?>(key, value))
        );

        refused.Problem.Code.ShouldBe("configuration-not-valid");
        refused.Problem.Title.ShouldStartWith(key);
    }

    [Fact]
    public async Task A_collector_that_is_not_there_harms_nothing()
    {
        await using var host = await HealthHost.StartAsync(
            settings: new KeyValuePair<string, string?>("Telemetry:Otlp", "https://127.0.0.1:9")
        );
        MeasureEachOnce();

        (await host.AskAsync("ready")).Status.ShouldBe(HttpStatusCode.OK);
    }

    private static Task<HealthHost> StartAsync() =>
        HealthHost.StartAsync(
            settings: new KeyValuePair<string, string?>("Telemetry:PrometheusToken", Token)
        );

    /// <summary>What was never measured is not told.</summary>
    private static void MeasureEachOnce()
    {
        var instruments = typeof(Measured)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => field.GetValue(null))
            .ToList();
        foreach (var counter in instruments.OfType<Counter<long>>())
            counter.Add(1);
        foreach (var histogram in instruments.OfType<Histogram<double>>())
            histogram.Record(1);
    }

    private static async Task<IReadOnlyList<string>> FilesAsync()
    {
        var dashboard = await ReadAsync("infra/grafana/assets-backup.json");
        JsonDocument
            .Parse(dashboard)
            .RootElement.GetProperty("panels")
            .GetArrayLength()
            .ShouldBeGreaterThan(5);
        return [dashboard, await ReadAsync("infra/prometheus/alerts.yml")];
    }

    private static Task<string> ReadAsync(string file) =>
        File.ReadAllTextAsync(Path.Combine(Repository.Root(), file));

    [GeneratedRegex(
        "^# TYPE (?<name>[a-z0-9_]+) ",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Types();

    [GeneratedRegex("assetsbackup_[a-z0-9_]+", RegexOptions.None, 1000)]
    private static partial Regex Names();

    [GeneratedRegex("_(bucket|sum|count)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Histogram();
}
