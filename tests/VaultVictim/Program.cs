using System.Globalization;
using VaultVictim;

// Works on a vault without end, telling when each run begins and ends, until it is killed.
var folder = new VictimFolder(args[0]);
var random = new Random(int.Parse(args[1], CultureInfo.InvariantCulture));
var victim = await Victim.OpenAsync(folder, CancellationToken.None);
while (true)
{
    var kind = victim.Choose(random);
    Console.WriteLine($"run {kind}");
    await victim.RunAsync(kind, CancellationToken.None);
    Console.WriteLine($"end {kind}");
}
