namespace AssetsBackup.Vault;

/// <summary>The base of the key store's expected failures. Failures of the disk are <see cref="IOException"/>.</summary>
public abstract class KeyStoreException(string message, Exception? inner = null)
    : Exception(message, inner);

/// <summary>The tenant's master was wrapped by another operator key than the one given.</summary>
public sealed class WrongOperatorKeyException(string neededId, string givenId)
    : KeyStoreException(
        $"The tenant's keys need operator key {neededId}; the key given is {givenId}"
    )
{
    /// <summary>The id of the operator key that wrapped the entry.</summary>
    public string NeededId { get; } = neededId;

    /// <summary>The id of the operator key that was given.</summary>
    public string GivenId { get; } = givenId;
}

/// <summary>The tenant's entry is there, but does not decode or does not authenticate.</summary>
public sealed class KeyEntryDamagedException(Guid tenant, string reason, Exception? inner = null)
    : KeyStoreException($"The key entry of tenant {tenant:N} is damaged: {reason}", inner);

/// <summary>The tenant has no entry: it was never created, or was destroyed.</summary>
public sealed class KeyEntryNotFoundException(Guid tenant)
    : KeyStoreException($"The key store has no entry for tenant {tenant:N}");

/// <summary>The tenant already has an entry; it was left as it is.</summary>
public sealed class KeyEntryExistsException(Guid tenant)
    : KeyStoreException($"The key store already has an entry for tenant {tenant:N}");
