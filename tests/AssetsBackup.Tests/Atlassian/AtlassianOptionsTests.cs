using AssetsBackup.Atlassian;
using AssetsBackup.Atlassian.Limits;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AssetsBackup.Tests.Atlassian;

/// <summary>What cannot be worked with is told at the start, by its key.</summary>
public sealed class AtlassianOptionsTests
{
    [Theory]
    [InlineData("Atlassian:Limits:Share", "0")]
    [InlineData("Atlassian:Limits:Share", "1.01")]
    [InlineData("Atlassian:Limits:Share", "NaN")]
    [InlineData("Atlassian:Limits:InFlight", "0")]
    [InlineData("Atlassian:Limits:MostInFlight", "3")]
    [InlineData("Atlassian:Retry:BaseDelay", "-00:00:01")]
    [InlineData("Atlassian:Retry:AttemptTimeout", "00:00:00")]
    public async Task A_value_out_of_bounds_stops_the_start_and_names_its_key(
        string key,
        string value
    )
    {
        var refused = await Should.ThrowAsync<OptionsValidationException>(() =>
            StartAsync(key, value)
        );

        refused.Message.ShouldContain($"{key} is ");
    }

    [Fact]
    public Task The_smallest_share_is_one_request_a_minute() =>
        Should.NotThrowAsync(async () =>
        {
            await StartAsync("Atlassian:Limits:Share", "0.0001");
            var options = new AtlassianOptions { Limits = new() { Share = 0.0001 } };
            using var limits = new RequestLimits(Options.Create(options), TimeProvider.System);
            using var request = new HttpRequestMessage(
                HttpMethod.Post,
                "https://api.atlassian.com/jsm/assets/workspace/w/v1/object/aql"
            );
            (await limits.AcquireAsync(request, TestContext.Current.CancellationToken)).Dispose();
        });

    private static async Task StartAsync(string key, string value)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new(key, value)]);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddAtlassian();
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
    }
}
