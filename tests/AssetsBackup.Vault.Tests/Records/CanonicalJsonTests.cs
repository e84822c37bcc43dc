using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using static AssetsBackup.Vault.Tests.TestVault;

namespace AssetsBackup.Vault.Tests;

[Trait(Cases.Trait, Cases.Property)]
public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("""{ "b" : 1 , "a" : [ true , null ] }""", """{"a":[true,null],"b":1}""")]
    [InlineData("""{"B":1,"a":2,"é":3,"Z":4}""", """{"B":1,"Z":4,"a":2,"é":3}""")]
    [InlineData(
        """[1.50,1E2,-0,123456789012345678901234567890]""",
        """[1.50,1E2,-0,123456789012345678901234567890]"""
    )]
    [InlineData("""["\u00e9\/\u003c\t\u0001\"\\"]""", """["é/<\t\u0001\"\\"]""")]
    [InlineData("""["\uD83D\uDE00"]""", """["😀"]""")]
    [InlineData("""["\uD83D x","\uDE00\uD83D"]""", """["\ud83d x","\ude00\ud83d"]""")]
    [InlineData("""{"\u0062":1,"a":2}""", """{"a":2,"b":1}""")]
    public void Json_is_brought_into_one_form(string json, string canonical)
    {
        var written = CanonicalJson.Write(Bytes(json));

        System.Text.Encoding.UTF8.GetString(written).ShouldBe(canonical);
        CanonicalJson.Write(written).ShouldBe(written);
    }

    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"a":1,"\u0061":2}""")]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("1 2")]
    public void What_has_no_canonical_form_is_refused(string json) =>
        Should.Throw<JsonException>(() => CanonicalJson.Write(Bytes(json)));

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused() =>
        Should.Throw<JsonException>(() =>
            CanonicalJson.Write(new byte[] { (byte)'"', 0xff, (byte)'"' })
        );

    [Fact]
    public void Sixty_four_levels_are_written_and_one_more_is_refused()
    {
        var deepest = new string('[', 64) + new string(']', 64);

        CanonicalJson.Write(Bytes(deepest)).ShouldBe(Bytes(deepest));

        Should.Throw<JsonException>(() => CanonicalJson.Write(Bytes($"[{deepest}]")));
        using var deeper = JsonDocument.Parse(
            $"[{deepest}]",
            new JsonDocumentOptions { MaxDepth = 100 }
        );
        Should.Throw<JsonException>(() => CanonicalJson.Write(deeper.RootElement));
    }

    [Fact]
    public void Any_text_survives() =>
        Gen
            .String.Where(text => !text.Any(char.IsSurrogate))
            .Sample(
                text =>
                {
                    var written = CanonicalJson.Write(new JsonObject { [text] = text });
                    var read = JsonNode.Parse(written)!.AsObject().ShouldHaveSingleItem();
                    read.Key.ShouldBe(text);
                    read.Value!.GetValue<string>().ShouldBe(text);
                },
                iter: Cases.Count(1000)
            );
}
