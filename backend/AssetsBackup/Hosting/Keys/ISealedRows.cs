using AssetsBackup.Hosting.Database;

namespace AssetsBackup.Hosting.Keys;

/// <summary>Rows of one table that hold a secret: a new operator key seals them anew.</summary>
internal interface ISealedRows
{
    /// <summary>Replaces each sealed secret of the table by what <paramref name="seal"/> makes of it; the caller saves.</summary>
    Task ResealAsync(
        AppDatabase database,
        Func<byte[], SecretContext, byte[]> seal,
        CancellationToken cancellationToken
    );
}
