using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using JiraSimulator.Sites;

namespace JiraSimulator.Connect;

/// <summary>The app installed on each site; a site holds one at a time.</summary>
public sealed class Installations
{
    private readonly ConcurrentDictionary<Site, Installation> bySite = new();

    public Installation? Find(Site site) => bySite.GetValueOrDefault(site);

    /// <summary>Puts the installation in place, or takes it away with null.</summary>
    public void Set(Site site, Installation? installation)
    {
        if (installation is null)
            bySite.TryRemove(site, out _);
        else
            bySite[site] = installation;
    }

    public static string ClientKeyOf(Site site) =>
        new Guid(
            SHA256.HashData(Encoding.UTF8.GetBytes("client key " + site.CloudId)).AsSpan(0, 16)
        ).ToString();

    public static string FreshSecret() =>
        Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(48));
}
