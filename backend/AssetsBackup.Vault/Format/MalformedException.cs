namespace AssetsBackup.Vault;

/// <summary>
/// Bytes that do not decode. Decoders throw it because they do not know the blob's name; whoever does turns it into
/// <see cref="VaultDamagedException"/>.
/// </summary>
internal sealed class MalformedException(string reason, Exception? inner = null)
    : Exception(reason, inner);
