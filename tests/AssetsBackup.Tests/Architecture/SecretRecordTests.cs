using System.Reflection;
using System.Runtime.CompilerServices;
using AssetsBackup.Hosting.Database;

namespace AssetsBackup.Tests.Architecture;

/// <summary>A record prints its members, and whatever is printed ends up in a log one day.</summary>
public sealed class SecretRecordTests
{
    private const string Marker = "the-secret-itself";
    private static readonly string[] Secrets = ["Token", "Secret", "Password"];

    public static TheoryData<string, string> SecretMembers =>
        [
            .. typeof(AppDatabase)
                .Assembly.GetTypes()
                .Where(type => type.GetMethod("<Clone>$") is not null && !type.IsAbstract)
                .SelectMany(type => type.GetProperties())
                .Where(property =>
                    property.PropertyType == typeof(string)
                    && Secrets.Any(secret =>
                        property.Name.EndsWith(secret, StringComparison.Ordinal)
                    )
                )
                .Select(property =>
                    (property.ReflectedType!.AssemblyQualifiedName!, property.Name)
                ),
        ];

    [Fact]
    public void There_are_such_records() => SecretMembers.Count.ShouldBeGreaterThan(5);

    [Theory]
    [MemberData(nameof(SecretMembers))]
    public void No_record_prints_what_is_named_like_a_secret(string record, string member)
    {
        var type = Type.GetType(record, throwOnError: true)!;
        var value = RuntimeHelpers.GetUninitializedObject(type);
        type.GetField($"<{member}>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic)
            .ShouldNotBeNull()
            .SetValue(value, Marker);

        (value.ToString() ?? "").ShouldNotContain(Marker, customMessage: $"{type.Name}.{member}");
    }
}
