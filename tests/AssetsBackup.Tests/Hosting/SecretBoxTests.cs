using System.Text;
using AssetsBackup.Hosting.Keys;
using AssetsBackup.Vault;

namespace AssetsBackup.Tests.Hosting;

public sealed class SecretBoxTests
{
    private static readonly Guid Tenant = new("11111111-1111-1111-1111-111111111111");
    private static readonly SecretContext Place = new(Tenant, "Connection", "row-1", "ApiToken");

    private readonly SecretBox box = new(OperatorKey.Create());

    [Theory]
    [InlineData("")]
    [InlineData("ATATT3x-secret")]
    [InlineData("ключ 🔑")]
    public void What_was_sealed_opens_in_its_own_place(string secret) =>
        box.Open(box.Seal(secret, Place), Place).ShouldBe(secret);

    [Fact]
    public void Equal_secrets_look_different_and_show_nothing_of_the_text()
    {
        var (first, second) = (
            box.Seal("ATATT3x-secret", Place),
            box.Seal("ATATT3x-secret", Place)
        );
        first.ShouldNotBe(second);
        Encoding.UTF8.GetString(first).ShouldNotContain("secret");
    }

    [Fact]
    public void A_secret_moved_to_another_tenant_table_row_or_column_does_not_open()
    {
        var sealedSecret = box.Seal("secret", Place);
        SecretContext[] others =
        [
            Place with
            {
                Tenant = new Guid("22222222-2222-2222-2222-222222222222"),
            },
            Place with
            {
                Table = "ConnectInstallation",
            },
            Place with
            {
                Row = "row-2",
            },
            Place with
            {
                Column = "SharedSecret",
            },
            // The same letters, cut elsewhere.
            Place with
            {
                Table = "Connectionr",
                Row = "ow-1",
            },
        ];
        foreach (var other in others)
            Should.Throw<SecretDoesNotOpenException>(() => box.Open(sealedSecret, other));
    }

    [Fact]
    public void A_secret_with_any_byte_changed_or_cut_does_not_open()
    {
        var sealedSecret = box.Seal("secret", Place);
        for (var i = 0; i < sealedSecret.Length; i++)
        {
            var changed = sealedSecret.ToArray();
            changed[i] ^= 1;
            Should.Throw<SecretDoesNotOpenException>(() => box.Open(changed, Place));
            Should.Throw<SecretDoesNotOpenException>(() =>
                box.Open(sealedSecret.AsSpan(0, i), Place)
            );
        }
    }

    [Fact]
    public void Another_operator_key_opens_nothing() =>
        Should.Throw<SecretDoesNotOpenException>(() =>
            new SecretBox(OperatorKey.Create()).Open(box.Seal("secret", Place), Place)
        );
}
