using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace JiraSimulator.Connect;

/// <summary>Compact JWS, the two algorithms of Connect only; forged tokens are minted through the same door.</summary>
public static class JsonWebToken
{
    public static string Hs256(JsonObject claims, string secret) =>
        Sign(
            Header("HS256"),
            claims,
            input => HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), input)
        );

    public static string Rs256(JsonObject claims, RSA key, string keyId)
    {
        var header = Header("RS256");
        header["kid"] = keyId;
        return Sign(
            header,
            claims,
            input => key.SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
        );
    }

    public static string Unsigned(JsonObject claims) => Sign(Header("none"), claims, _ => []);

    /// <summary>The claims of an HS256 token with a good signature, else null. Times and hash are the caller's to judge.</summary>
    public static JsonObject? VerifyHs256(string token, string secret)
    {
        var parts = token.Split('.');
        if (
            parts.Length != 3
            || Parse(parts[0]) is not { } header
            || !IsText(header["alg"], "HS256")
        )
        {
            return null;
        }
        var expected = HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(secret),
            Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}")
        );
        return
            Decode(parts[2]) is { } signature
            && CryptographicOperations.FixedTimeEquals(expected, signature)
            ? Parse(parts[1])
            : null;
    }

    public static bool IsText(JsonNode? node, string expected) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) && text == expected;

    /// <summary>The claims without any check, to look at a token.</summary>
    public static JsonObject? Claims(string token) =>
        token.Split('.') is [_, var claims, _] ? Parse(claims) : null;

    private static JsonObject Header(string algorithm) =>
        new() { ["typ"] = "JWT", ["alg"] = algorithm };

    private static string Sign(JsonObject header, JsonObject claims, Func<byte[], byte[]> sign)
    {
        var input = $"{Encode(header.ToJsonString())}.{Encode(claims.ToJsonString())}";
        return $"{input}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(input)))}";
    }

    private static string Encode(string json) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    private static byte[]? Decode(string part)
    {
        try
        {
            return Base64Url.DecodeFromChars(part);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static JsonObject? Parse(string part)
    {
        try
        {
            return Decode(part) is { } bytes ? JsonNode.Parse(bytes) as JsonObject : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
