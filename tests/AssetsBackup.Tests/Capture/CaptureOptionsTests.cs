using AssetsBackup.Features.Snapshots.Capture;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AssetsBackup.Tests.Capture;

public sealed class CaptureOptionsTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-7")]
    public async Task A_share_of_full_backups_that_means_nothing_stops_the_start_and_names_its_key(
        string value
    )
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new("Capture:FullEvery", value)]);
        builder.Services.AddCapture();
        using var host = builder.Build();

        var refused = await Should.ThrowAsync<OptionsValidationException>(() =>
            host.StartAsync(TestContext.Current.CancellationToken)
        );

        refused.Message.ShouldContain("Capture:FullEvery has to be 1 or more");
    }
}
