using AssetsBackup.Features.Snapshots.Records;

namespace AssetsBackup.Features.Plans;

/// <summary>The kinds of attribute that a restore can write for sure (contract §6.3).</summary>
internal enum AttributeKind
{
    Default = 0,
    Reference = 1,
    User = 2,
    Group = 4,
    Project = 6,
    Status = 7,
}

internal static class Attributes
{
    /// <summary>Null for kinds that Cloud does not take: Confluence, version, Bitbucket, Opsgenie, unknown ones.</summary>
    public static AttributeKind? RestorableKind(this AttributeRecord attribute) =>
        attribute.Kind is { } number && Enum.IsDefined((AttributeKind)number)
            ? (AttributeKind)number
            : null;

    /// <summary>Key, Created and Updated: Assets writes them itself (contract §5.5).</summary>
    public static bool IsWritten(this AttributeRecord attribute) => !attribute.System;

    /// <summary>One of the four that every root type is born with: Key, Name, Created, Updated (contract §5.3).</summary>
    public static bool IsNewborn(this AttributeRecord attribute) =>
        attribute.System || !attribute.Removable;
}
