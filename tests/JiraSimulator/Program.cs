using JiraSimulator;
using JiraSimulator.Hosting;

if (!CommandLineArguments.TryParse(args, out var options, out var problem))
{
    await Console.Error.WriteLineAsync(problem);
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

await using var simulator = await Simulator.StartAsync(options, stop.Token);
foreach (var site in simulator.Sites)
    Console.WriteLine($"site     {site.BaseUrl}  workspace {site.WorkspaceId}");
foreach (var site in simulator.DataCenters)
    Console.WriteLine($"server   {site.BaseUrl}");
Console.WriteLine($"https    https://127.0.0.1:{simulator.HttpsPort}");
Console.WriteLine($"http     {simulator.HttpUrl}");
Console.WriteLine($"mail     127.0.0.1:{simulator.MailPort}");
Console.WriteLine($"control  {simulator.HttpUrl}_sim/sites");
await simulator.WaitForShutdownAsync(stop.Token);
return 0;
