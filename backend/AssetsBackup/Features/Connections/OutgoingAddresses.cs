namespace AssetsBackup.Features.Connections;

/// <summary>Configuration <c>Outbound:Addresses</c>: where our calls come from, for allowlists.</summary>
internal sealed class OutgoingAddresses
{
    public IList<string> Addresses { get; init; } = [];

    /// <summary>What to do about an allowlist, in words.</summary>
    public string ToAllow() =>
        Addresses.Count == 0
            ? "Ask the operator of this app for its outgoing addresses, and add them to the allowlist in Atlassian Administration."
            : $"Add these addresses to the allowlist in Atlassian Administration: {string.Join(", ", Addresses)}.";
}
