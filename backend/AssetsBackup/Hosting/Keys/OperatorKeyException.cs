namespace AssetsBackup.Hosting.Keys;

/// <summary>The operator key is missing, unreadable or not the one the data was made with.</summary>
/// <param name="title">What is wrong with the key, without a full stop.</param>
/// <param name="advice">What to do, a whole sentence.</param>
/// <param name="inner">What told it.</param>
internal sealed class OperatorKeyException(string title, string advice, Exception? inner = null)
    : Exception($"{title}. {advice}", inner)
{
    public string Title => title;

    public string Advice => advice;
}
