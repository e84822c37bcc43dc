using System.Text.RegularExpressions;

namespace AssetsBackup.Vault;

/// <summary>The grammar of names that every store keeps to, so that no name can leave a store's own place.</summary>
public static partial class BlobName
{
    /// <summary>The most bytes that a blob may have.</summary>
    public const int MaxLength = VaultLimits.Blob;

    /// <summary>Whether a blob may have this name; a store lists no other.</summary>
    public static bool IsValid(string name) => Name().IsMatch(name);

    /// <exception cref="ArgumentException">The text is not a blob's name.</exception>
    public static void Check(string name)
    {
        if (!IsValid(name))
            throw new ArgumentException($"'{name}' is not a blob name", nameof(name));
    }

    /// <exception cref="ArgumentException">The text is neither empty nor whole parts with a '/' at the end.</exception>
    public static void CheckPrefix(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        if (prefix.Length > 0 && (prefix[^1] != '/' || !Name().IsMatch(prefix[..^1])))
            throw new ArgumentException($"'{prefix}' is not a blob name prefix", nameof(prefix));
    }

    /// <exception cref="ArgumentException">The content is longer than <see cref="MaxLength"/>.</exception>
    public static void CheckContent(ReadOnlyMemory<byte> content)
    {
        if (content.Length > MaxLength)
        {
            throw new ArgumentException(
                $"A blob has at most {MaxLength} bytes, not {content.Length}",
                nameof(content)
            );
        }
    }

    [GeneratedRegex(
        @"\A[a-z0-9][a-z0-9.-]{0,79}(/[a-z0-9][a-z0-9.-]{0,79}){0,3}\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Name();
}
