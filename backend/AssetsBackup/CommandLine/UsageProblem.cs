using System.CommandLine;
using System.CommandLine.Parsing;
using AssetsBackup.Hosting.Problems;

namespace AssetsBackup.CommandLine;

/// <summary>What is wrong with a command line, by the word that is wrong or missing, and where its help is.</summary>
internal static class UsageProblem
{
    /// <returns>Null where nothing is wrong.</returns>
    public static Problem? Of(ParseResult parsed) =>
        parsed.Errors.Count == 0
            ? null
            : Wrong(
                parsed,
                // The word that is not known says more than that one is missing.
                verb =>
                    parsed.UnmatchedTokens.Count > 0 ? $"{verb} does not know {Flag(parsed)}"
                    : MissingIn(parsed.CommandResult) is { } missing ? $"{verb} wants <{missing}>"
                    : parsed.Errors[0].Message
            );

    /// <summary>An option that is not known, where the verb takes a word: it would be taken for that word.</summary>
    /// <returns>Null where there is none, or where <c>--</c> says that what follows is no option.</returns>
    public static Problem? OfSwallowed(ParseResult parsed, string[] arguments) =>
        !arguments.Contains("--")
        && parsed.Tokens.FirstOrDefault(token =>
            token.Type == TokenType.Argument
            && token.Value.StartsWith("--", StringComparison.Ordinal)
        )
            is { } swallowed
            ? Wrong(parsed, verb => $"{verb} does not know {swallowed.Value}")
            : null;

    private static Problem Wrong(ParseResult parsed, Func<string, string> title)
    {
        var verb = PathOf(parsed.CommandResult);
        return new Problem("usage", 400, title(verb), $"Ask for help with: {verb} --help");
    }

    // What follows a mistyped option is not known either.
    private static string Flag(ParseResult parsed) =>
        parsed.UnmatchedTokens.FirstOrDefault(token => token.StartsWith('-'))
        ?? parsed.UnmatchedTokens[0];

    private static string? MissingIn(CommandResult command) =>
        command
            .Command.Arguments.FirstOrDefault(argument =>
                argument.Arity.MinimumNumberOfValues > 0
                && command.GetResult(argument) is not { Tokens.Count: > 0 }
            )
            ?.Name;

    private static string PathOf(CommandResult command) =>
        command.Parent is CommandResult parent
            ? $"{PathOf(parent)} {command.Command.Name}"
            : "assets-backup";
}
