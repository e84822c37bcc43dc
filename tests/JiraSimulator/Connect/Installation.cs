namespace JiraSimulator.Connect;

/// <summary>An app as one site knows it.</summary>
/// <param name="App">The descriptor as it was read at install.</param>
/// <param name="ClientKey">The site's own name towards apps; stable across re-installs (contract/connect.md §2).</param>
/// <param name="SharedSecret">Sent in <c>installed</c>; fresh with every install.</param>
public sealed record Installation(
    AppDescriptor App,
    string ClientKey,
    string SharedSecret,
    bool IsEnabled = true
);
