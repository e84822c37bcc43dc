namespace AssetsBackup.Hosting.Keys;

/// <summary>The operator key is missing, unreadable or not the one the data was made with. The message says what to do.</summary>
internal sealed class OperatorKeyException(string message, Exception? inner = null)
    : Exception(message, inner);
