namespace AssetsBackup.Atlassian.Jira;

internal sealed record TenantInfo(string CloudId);

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

/// <summary>Asks what the account itself may do.</summary>
internal sealed record PermissionsQuery(IReadOnlyList<ProjectPermissionsQuery> ProjectPermissions);

/// <param name="Projects">Ids, at most 1,000.</param>
internal sealed record ProjectPermissionsQuery(
    IReadOnlyList<string> Permissions,
    IReadOnlyList<long> Projects
);

/// <summary>Only what is granted.</summary>
internal sealed record GrantedPermissions(
    IReadOnlyList<GrantedProjectPermission>? ProjectPermissions
);

internal sealed record GrantedProjectPermission(string Permission, IReadOnlyList<long>? Projects);
