using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace AssetsBackup.Features.Vaults.Space;

/// <summary>How far backups may fill what the operator keeps them on (configuration <c>Storage</c>). Sizes are such as 500 MB or 2 TB.</summary>
internal sealed partial class StorageLimits
{
    /// <summary>What one customer's backups may take of managed storage; no limit where it is not set.</summary>
    public string? QuotaPerTenant { get; init; }

    /// <summary>What has to stay free on the disks of the data folder and of managed storage.</summary>
    public string FreeSpaceFloor { get; init; } = "500 MB";

    public long? Quota => QuotaPerTenant is { } text ? BytesOf(text) : null;

    public long Floor => BytesOf(FreeSpaceFloor) ?? 0;

    /// <returns>Null for a text that is no size.</returns>
    internal static long? BytesOf(string text)
    {
        var match = Size().Match(text.Trim());
        if (!match.Success)
            return null;
        var power = match.Groups["unit"].Value.ToUpperInvariant() switch
        {
            "KB" => 1,
            "MB" => 2,
            "GB" => 3,
            "TB" => 4,
            _ => 0,
        };
        var bytes =
            decimal.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture)
            * (decimal)Math.Pow(1000, power);
        return bytes <= long.MaxValue ? (long)bytes : null;
    }

    [GeneratedRegex(
        "^(?<number>[0-9]{1,15}([.][0-9]{1,3})?) ?(?<unit>kB|MB|GB|TB)?$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Size();
}

internal sealed class StorageLimitsValidation : IValidateOptions<StorageLimits>
{
    public ValidateOptionsResult Validate(string? name, StorageLimits options)
    {
        if (options.QuotaPerTenant is { } quota && StorageLimits.BytesOf(quota) is null or 0)
            return Wrong("Storage:QuotaPerTenant", quota);
        return StorageLimits.BytesOf(options.FreeSpaceFloor) is null
            ? Wrong("Storage:FreeSpaceFloor", options.FreeSpaceFloor)
            : ValidateOptionsResult.Success;
    }

    private static ValidateOptionsResult Wrong(string key, string text) =>
        ValidateOptionsResult.Fail(
            $"{key} is {text}; it has to be a size, such as 500 MB or 2 TB."
        );
}
