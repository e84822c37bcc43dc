using System.Text.Json;

namespace AssetsBackup.Vault;

/// <summary>The caller's own JSON object in a root record: bounded, in canonical form.</summary>
internal static class RootFacts
{
    internal static byte[] Canonical(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(
                json,
                new JsonDocumentOptions { MaxDepth = 60 }
            );
            var facts = CanonicalJson.Write(document.RootElement);
            return
                document.RootElement.ValueKind == JsonValueKind.Object
                && facts.Length <= VaultLimits.Facts
                ? facts
                : throw new ArgumentException(
                    "The facts are not a JSON object of at most 1 MiB",
                    nameof(json)
                );
        }
        catch (JsonException e)
        {
            throw new ArgumentException(
                "The facts are not JSON of at most 60 levels",
                nameof(json),
                e
            );
        }
    }
}
