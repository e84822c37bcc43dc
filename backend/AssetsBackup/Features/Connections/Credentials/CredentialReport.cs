namespace AssetsBackup.Features.Connections.Credentials;

/// <summary>What was proved about credentials, one line a check. Nothing is claimed that was not proved.</summary>
public sealed record CredentialReport(
    string WorkspaceId,
    string Email,
    string AccountName,
    IReadOnlyList<CredentialCheckLine> Checks
);

/// <param name="Check">token, workspace, reading or writing.</param>
public sealed record CredentialCheckLine(string Check, CheckOutcome Outcome, string Message);

public enum CheckOutcome
{
    Passed,
    Warning,
    Failed,
}
