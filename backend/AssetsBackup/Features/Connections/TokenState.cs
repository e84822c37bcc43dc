namespace AssetsBackup.Features.Connections;

/// <summary>Product C1, token health.</summary>
public enum TokenState
{
    NotChecked,
    Works,
    Refused,
}
