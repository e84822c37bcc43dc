namespace AssetsBackup.Atlassian.Jira;

internal sealed record TenantInfo(string CloudId);

internal sealed record ServerInfo(string BaseUrl, string? DeploymentType);

internal sealed record Myself(
    string AccountId,
    string? EmailAddress,
    string? DisplayName,
    bool? Active
);

internal sealed record MyPermissions(IReadOnlyDictionary<string, Permission> Permissions);

internal sealed record Permission(bool HavePermission);

/// <summary>A page of style C (contract §1.6).</summary>
internal sealed record WorkspacePage(bool? IsLastPage, IReadOnlyList<Workspace>? Values);

internal sealed record Workspace(string WorkspaceId);
