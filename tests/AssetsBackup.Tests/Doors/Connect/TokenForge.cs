using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AssetsBackup.Tests.Doors.Connect;

/// <summary>
/// Signs tokens as Jira and Atlassian do, with code of its own: what the product verifies must not be what it wrote.
/// </summary>
internal static class TokenForge
{
    public static string Hs256(string secret, object claims) =>
        Join(
            new { typ = "JWT", alg = "HS256" },
            claims,
            input => HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), input)
        );

    public static string Rs256(RSA key, string keyId, object claims) =>
        Join(
            new
            {
                typ = "JWT",
                alg = "RS256",
                kid = keyId,
            },
            claims,
            input => key.SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
        );

    /// <summary>The hash of an address without base path; the query comes sorted and encoded from the test.</summary>
    public static string Qsh(string method, string path, string query = "") =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{method}&{path}&{query}"))
        );

    /// <summary>Both are signed with the secret and claim the same, whatever the order of their members.</summary>
    public static void ShouldSayTheSame(string actual, string expected, string secret)
    {
        var parts = actual.Split('.');
        var signature = HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(secret),
            Encoding.ASCII.GetBytes($"{parts[0]["JWT ".Length..]}.{parts[1]}")
        );
        parts[2].ShouldBe(Base64Url.EncodeToString(signature));
        JsonNode.DeepEquals(Claims(parts[1]), Claims(expected.Split('.')[1])).ShouldBeTrue();
    }

    private static JsonNode? Claims(string part) => JsonNode.Parse(Base64Url.DecodeFromChars(part));

    private static string Join(object header, object claims, Func<byte[], byte[]> sign)
    {
        var signed = $"{Encode(header)}.{Encode(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Encode(object part) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
}
