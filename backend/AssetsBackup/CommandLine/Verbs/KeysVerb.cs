using System.CommandLine;
using AssetsBackup.Hosting.Keys;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>keys init</c>: makes the operator key, once.</summary>
internal static class KeysVerb
{
    public static Command Create()
    {
        var init = new Command(
            "init",
            "Make the operator key, without which no backup can be read; refuses where one exists"
        );
        init.SetAction(parsed =>
        {
            var app = App.Build(new AppOptions([]) { Settings = Invocation.SettingsOf(parsed) });
            var file = app.Services.GetRequiredService<KeyPaths>().OperatorKeyFile;
            var key = OperatorKeyFile.Create(file);
            new Printer(parsed.GetValue(Terminal.Json)).Answer(
                new { file, keyId = key.Id },
                console =>
                    console.Profile.Out.Writer.WriteLine(
                        $"Operator key {key.Id} made at {file}. Keep a copy elsewhere: without it no backup can be read."
                    )
            );
        });
        return new Command("keys", "The operator key") { init };
    }
}
