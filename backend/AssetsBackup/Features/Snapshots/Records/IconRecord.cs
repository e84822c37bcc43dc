namespace AssetsBackup.Features.Snapshots.Records;

internal sealed record IconRecord(string Id, string Name);
