using System.CommandLine;

namespace AssetsBackup.CommandLine;

/// <summary>The day on which a token expires: no site tells it.</summary>
internal static class TokenExpiryInput
{
    public static Option<DateOnly?> Option() =>
        new("--expires")
        {
            Description =
                "The day on which the token expires, such as 2027-06-30: channels are told 30, 7 and 1 days ahead",
        };
}
