using System.Net;
using System.Net.Sockets;

namespace AssetsBackup.Hosting.Outbound;

/// <summary>
/// Which addresses the program may call. An IPv4 address is public unless a table of special ranges names it; an IPv6
/// address only inside the global unicast block, or where it merely carries a public IPv4 address.
/// </summary>
internal static class AddressRules
{
    private static readonly IPNetwork[] Special4 =
    [
        IPNetwork.Parse("0.0.0.0/8"), // unspecified, "this network"
        IPNetwork.Parse("10.0.0.0/8"),
        IPNetwork.Parse("100.64.0.0/10"), // carrier-grade NAT; holds one cloud's metadata address
        IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("168.63.129.16/32"), // Azure's wire server, reachable from every virtual machine there
        IPNetwork.Parse("169.254.0.0/16"), // link-local; holds the usual metadata address
        IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.0.0.0/24"),
        IPNetwork.Parse("192.0.2.0/24"),
        IPNetwork.Parse("192.88.99.0/24"), // 6to4 relays
        IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("198.18.0.0/15"),
        IPNetwork.Parse("198.51.100.0/24"),
        IPNetwork.Parse("203.0.113.0/24"),
        IPNetwork.Parse("224.0.0.0/4"),
        IPNetwork.Parse("240.0.0.0/4"), // reserved, broadcast
    ];

    private static readonly IPNetwork GlobalUnicast6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] Special6 =
    [
        IPNetwork.Parse("2001::/23"), // Teredo, ORCHID and other protocol assignments
        IPNetwork.Parse("2001:db8::/32"),
        IPNetwork.Parse("2002::/16"), // 6to4 hides an IPv4 address and is retired
        IPNetwork.Parse("3fff::/20"),
    ];

    // Networks without IPv4 reach every IPv4 host through this prefix.
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    public static bool IsPublic(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return !Special4.Any(network => network.Contains(address));
        if (address.IsIPv4MappedToIPv6 || Nat64.Contains(address))
            return IsPublic(new IPAddress(address.GetAddressBytes().AsSpan(12)));
        return GlobalUnicast6.Contains(address)
            && !Special6.Any(network => network.Contains(address));
    }
}
