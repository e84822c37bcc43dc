namespace AssetsBackup.Hosting.Outbound;

/// <summary>Configuration <c>Outbound:AllowedHosts</c>: hosts that the operator vouches for.</summary>
internal sealed record OutboundHosts(IReadOnlyCollection<string> Allowed);
