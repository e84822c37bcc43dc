using System.Security.Cryptography;

namespace AssetsBackup.Hosting;

/// <summary>Random ids of rows, runs and snapshots: 128 random bits, so that they can be neither guessed nor ordered.</summary>
internal sealed class IdSource
{
    public Guid Next() => new(RandomNumberGenerator.GetBytes(16));
}
