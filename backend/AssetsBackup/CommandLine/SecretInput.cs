using AssetsBackup.Hosting.Problems;

namespace AssetsBackup.CommandLine;

/// <summary>Takes a secret from the environment or a line of standard input, never from an argument that others can see.</summary>
/// <param name="Variable">The environment variable.</param>
/// <param name="Name">What it is, as a person is asked for it.</param>
/// <param name="Missing">What is said when none was given.</param>
internal sealed record SecretInput(string Variable, string Name, Problem Missing)
{
    public async Task<string> ReadAsync(Printer print, CancellationToken cancellationToken)
    {
        var secret = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrWhiteSpace(secret))
        {
            if (!Console.IsInputRedirected)
                print.Progress.Profile.Out.Writer.Write($"{Name}: ");
            secret = await Console.In.ReadLineAsync(cancellationToken);
        }
        return string.IsNullOrWhiteSpace(secret)
            ? throw new ProblemException(Missing)
            : secret.Trim();
    }
}
