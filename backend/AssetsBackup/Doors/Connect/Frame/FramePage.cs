using System.Text;
using System.Text.Encodings.Web;
using AssetsBackup.Hosting.Problems;

namespace AssetsBackup.Doors.Connect.Frame;

/// <summary>
/// The page that Jira frames: the SPA's empty shell with the bridge's script before its own. It holds nothing of the
/// tenant; whoever it is shown to, every call behind it proves a Jira administrator.
/// </summary>
internal sealed class FramePage(IWebHostEnvironment environment, ConnectOptions options)
{
    public async Task<IResult> ServeAsync(CancellationToken cancellationToken)
    {
        var shell = environment.WebRootFileProvider.GetFileInfo("index.html");
        if (!shell.Exists)
            throw new ProblemException(ProblemCatalogue.FrontendNotBuilt);
        using var reader = new StreamReader(shell.CreateReadStream(), Encoding.UTF8);
        var html = await reader.ReadToEndAsync(cancellationToken);
        return Results.Text(WithBridge(html), "text/html; charset=utf-8");
    }

    private string WithBridge(string html)
    {
        var script = HtmlEncoder.Default.Encode(options.BridgeScript);
        var tag = $"<script src=\"{script}\" data-options=\"sizeToParent:true\"></script>";
        var head = html.IndexOf("<head>", StringComparison.OrdinalIgnoreCase);
        return head < 0
            ? throw new ProblemException(ProblemCatalogue.FrontendNotBuilt)
            : html.Insert(head + "<head>".Length, tag);
    }
}
