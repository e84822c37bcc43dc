using System.Net;
using System.Security.Cryptography.X509Certificates;
using AssetsBackup.Hosting.Outbound;

namespace AssetsBackup.Tests.Hosting;

/// <summary>A host map by the convention of the loader: one class with a constructor that takes a file.</summary>
public sealed class MapOfAFile(string file) : HostMap
{
    public string File => file;

    public override X509Certificate2 Authority => throw new NotSupportedException();

    public override IPEndPoint? Find(string host) => null;
}
