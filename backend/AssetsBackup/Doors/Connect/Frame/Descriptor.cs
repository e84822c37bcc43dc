using System.Text.Json;

namespace AssetsBackup.Doors.Connect.Frame;

/// <summary>The app as Jira is told of it: atlassian-connect.json of the repository with this server's address and key.</summary>
internal sealed class Descriptor(ConnectOptions options)
{
    public const string Path = "/atlassian-connect.json";

    private readonly string text = Read()
        .Replace("{{key}}", Escape(options.AppKey), StringComparison.Ordinal)
        .Replace("{{baseUrl}}", Escape(options.BaseUrl ?? ""), StringComparison.Ordinal);

    public IResult Serve() => Results.Text(text, "application/json");

    private static string Read()
    {
        using var stream = typeof(Descriptor).Assembly.GetManifestResourceStream(
            "atlassian-connect.json"
        )!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static string Escape(string text) => JsonEncodedText.Encode(text).ToString();
}
