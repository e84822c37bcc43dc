using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace AssetsBackup.Hosting.Outbound;

/// <summary>
/// Where the Development host sends a name instead of asking DNS, and the one extra authority that this handler alone
/// trusts. Its implementation is loaded by path from tests/SimulatedHosts and is in no published output.
/// </summary>
public abstract class HostMap
{
    public abstract X509Certificate2 Authority { get; }

    /// <summary>The address for a host name, or null where the name is not mapped.</summary>
    public abstract IPEndPoint? Find(string host);
}
