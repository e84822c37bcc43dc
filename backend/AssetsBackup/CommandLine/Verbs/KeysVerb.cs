using System.CommandLine;
using AssetsBackup.Hosting.Keys;

namespace AssetsBackup.CommandLine.Verbs;

/// <summary><c>keys</c>: the operator key.</summary>
internal static class KeysVerb
{
    public static Command Create() => new("keys", "The operator key") { Init(), Rotate() };

    private static Command Init()
    {
        var init = new Command(
            "init",
            "Make the operator key, without which no backup can be read; refuses where one exists, or data that needs one"
        );
        init.SetAction(async parsed =>
        {
            await using var app = App.Build(
                new AppOptions([]) { Settings = Invocation.SettingsOf(parsed) }
            );
            var file = app.Services.GetRequiredService<KeyPaths>().OperatorKeyFile;
            var key = app.Services.GetRequiredService<OperatorKeyLoader>().Create();
            new Printer(parsed.GetValue(Terminal.Json)).Answer(
                new { file, keyId = key.Id },
                console =>
                    console.Profile.Out.Writer.WriteLine(
                        $"Operator key {key.Id} made at {file}. Keep a copy elsewhere: without it no backup can be read."
                    )
            );
        });
        return init;
    }

    private static Command Rotate()
    {
        var file = new Argument<string>("new-key-file")
        {
            Description = "Where the new key is, or is to be made",
        };
        var rotate = new Command(
            "rotate",
            "Put a new operator key in the old one's place; the server must not run. If it is interrupted, call it again with the same file"
        )
        {
            file,
        };
        rotate.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var invocation = await Invocation.OpenAsync(parsed, cancellationToken);
                invocation.EnsureAlone();
                // The old key has to be there before a new one is made.
                var rotating = invocation.Services.GetRequiredService<OperatorKeyRotation>();
                var path = Path.GetFullPath(parsed.GetRequiredValue(file));
                var next = File.Exists(path)
                    ? OperatorKeyFile.Read(path)
                    : OperatorKeyFile.Create(path);
                var rotation = await rotating.RotateAsync(next, cancellationToken);
                invocation.Print.Answer(
                    rotation,
                    console => console.Profile.Out.Writer.WriteLine(InWords(rotation, path))
                );
                return (int)ExitCode.Done;
            }
        );
        return rotate;
    }

    private static string InWords(KeyRotation rotation, string path) =>
        rotation.WasInUse
            ? $"Operator key {rotation.NewKeyId} is in use already: nothing was changed. To put another in its place, name a file that is not there yet."
            : $"Operator key {rotation.OldKeyId} is replaced by {rotation.NewKeyId}. Give the program the new key from now on: configuration Keys:OperatorKeyFile={path}, or the key itself in {OperatorKeyLoader.Variable}. Copies of the data made before still need the old one.";
}
