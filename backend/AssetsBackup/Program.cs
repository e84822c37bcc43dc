using AssetsBackup;
using AssetsBackup.CommandLine;

if (App.IsLookedAtByATool)
{
    await App.Build(new AppOptions(args)).RunAsync();
    return 0;
}
return await Terminal.RunAsync(args);
