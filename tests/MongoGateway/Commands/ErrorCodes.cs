using MongoDB.Bson;

namespace MongoGateway.Commands;

/// <summary>The engine's errors are SQLSTATEs; inside write results they are packed, six bits a character.</summary>
internal static class ErrorCodes
{
    private static readonly Dictionary<string, int> Codes = new(StringComparer.Ordinal)
    {
        ["M0001"] = 2,
        ["M0003"] = 9,
        ["M00ER"] = 13,
        ["42501"] = 13,
        ["M0008"] = 26,
        ["M0009"] = 27,
        ["M000E"] = 43,
        ["57014"] = 50,
        ["M00EX"] = 50,
        ["M000Q"] = 73,
        ["M000R"] = 85,
        ["M000S"] = 86,
        ["40001"] = 112,
        ["40P01"] = 112,
        ["M00F1"] = 112,
        ["M000U"] = 115,
        ["M001B"] = 10334,
        ["M001C"] = 11000,
        ["23505"] = 11000,
    };

    private static readonly Dictionary<int, string> Names = new()
    {
        [2] = "BadValue",
        [13] = "Unauthorized",
        [18] = "AuthenticationFailed",
        [26] = "NamespaceNotFound",
        [43] = "CursorNotFound",
        [50] = "ExceededTimeLimit",
        [59] = "CommandNotFound",
        [112] = "WriteConflict",
        [10107] = "NotWritablePrimary",
        [11000] = "DuplicateKey",
    };

    public static string NameOf(int code) => Names.GetValueOrDefault(code, $"Location{code}");

    public static int Of(string sqlState) => Codes.GetValueOrDefault(sqlState, 1);

    /// <summary>Rewrites packed codes in the result of a write.</summary>
    public static void Unpack(BsonDocument result)
    {
        foreach (var error in result.GetValue("writeErrors", new BsonArray()).AsBsonArray)
            error["code"] = Of(Unpack(error["code"].AsInt32));
    }

    private static string Unpack(int packed) =>
        string.Create(
            5,
            packed,
            static (text, code) =>
            {
                for (var i = 0; i < text.Length; i++)
                    text[i] = (char)('0' + (code >> (6 * i) & 0x3f));
            }
        );
}
