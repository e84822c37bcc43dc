using System.Diagnostics.Metrics;
using AssetsBackup.Features.Health;
using AssetsBackup.Features.Schemas;
using AssetsBackup.Tests.Capture;
using Microsoft.Extensions.DependencyInjection;

namespace AssetsBackup.Tests.Telemetry;

/// <summary>What is measured when somebody looks.</summary>
public sealed class GaugesTests
{
    [Fact]
    public async Task The_queue_free_space_and_what_is_used_of_the_limits_are_as_they_are_now()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:20", limits: true);
        host.Services.GetRequiredService<Gauges>();
        var key = (await host.SendAsync(new ListSchemas())).Items.Single().Key;
        var id = await host.QueueBackupAsync(key);

        var queued = Look(host);
        queued["assetsbackup.runs.active kind=backup state=queued"].ShouldBe(1);
        queued["assetsbackup.runs.active kind=backup state=running"].ShouldBe(0);
        queued["assetsbackup.backups.overdue"].ShouldBe(0);
        // The sync has asked.
        queued["assetsbackup.budget.used"].ShouldBeInRange(0.0001, 1);
        host.Free = _ => 123;
        Look(host)["assetsbackup.storage.free folder=data"].ShouldBe(123);
        host.Free = _ => long.MaxValue;

        await host.DrainAsync(id);

        Look(host)["assetsbackup.runs.active kind=backup state=queued"].ShouldBe(0);
    }

    [Fact]
    public async Task What_cannot_be_read_is_absent_and_not_none()
    {
        await using var host = await CaptureHost.StartSetUpAsync("n:20");
        host.Services.GetRequiredService<Gauges>();
        host.Free = _ => throw new IOException("unknown");

        Look(host).Keys.ShouldNotContain(name => name.StartsWith("assetsbackup.storage.free"));
    }

    private static Dictionary<string, double> Look(CaptureHost host)
    {
        var own = host.Services.GetRequiredService<IMeterFactory>();
        var seen = new Dictionary<string, double>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, own))
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>(
            (instrument, value, tags, _) => seen[NameOf(instrument, tags)] = value
        );
        listener.SetMeasurementEventCallback<double>(
            (instrument, value, tags, _) => seen[NameOf(instrument, tags)] = value
        );
        listener.Start();
        listener.RecordObservableInstruments();
        return seen;
    }

    private static string NameOf(
        Instrument instrument,
        ReadOnlySpan<KeyValuePair<string, object?>> tags
    )
    {
        var name = instrument.Name;
        foreach (var tag in tags)
            name += $" {tag.Key}={tag.Value}";
        return name;
    }
}
