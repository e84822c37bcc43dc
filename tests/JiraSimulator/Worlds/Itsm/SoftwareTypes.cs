using static JiraSimulator.Worlds.AttributeSpec;

namespace JiraSimulator.Worlds.Itsm;

/// <summary>Software, services and catalogues of the IT schema.</summary>
internal static class SoftwareTypes
{
    public static IReadOnlyList<TypeSpec> All => [.. Software, .. Services, .. Rest];

    private static IReadOnlyList<TypeSpec> Software =>
        [
            new("Software", "Configuration item", "Application", 0)
            {
                Inherited = true,
                IsAbstract = true,
                Attributes =
                [
                    Text("Version", "0.00.0"),
                    Reference("Supplier", "Supplier", "Owned"),
                ],
            },
            new("Application", "Software", "Application", 160)
            {
                Label = "App AAA #",
                Attributes =
                [
                    Reference("Business service", "Business service", "Supports").Many(),
                    Reference("Depends on", "Application", "Depends").Many(),
                    Reference("Database", "Database instance", "Depends"),
                ],
            },
            new("Operating system", "Software", "Disk", 25) { Label = "OS #" },
            new("Database", "Software", "Database", 15) { Inherited = true, Label = "DBMS #" },
            new("Database instance", "Database", "Database", 90)
            {
                Label = "db-#",
                Attributes =
                [
                    Reference("Server", "Server", "Runs on")
                        .With(s =>
                            s with
                            {
                                IncludeChildObjectTypes = true,
                                QlQuery = "\"Operational status\" = \"Running\" OR Memory > 64",
                            }
                        ),
                    Of(DefaultType.Double, "Size").With(s => s with { Suffix = "GiB" }),
                ],
            },
            new("Licence", "Software", "Key", 80)
            {
                Label = "Licence AA #",
                Attributes =
                [
                    Text("Licence key", "AAAA-0000-AAAA").With(s => s with { Hidden = true }),
                    Of(DefaultType.Integer, "Quantity").With(s => s with { Summable = true }),
                    Reference("Installed on", "Hardware", "Installed")
                        .Many()
                        .With(s =>
                            s with
                            {
                                IncludeChildObjectTypes = true,
                                QlQuery = "Location = ${Location}",
                            }
                        ),
                ],
            },
        ];

    private static IReadOnlyList<TypeSpec> Services =>
        [
            new("Service", "Configuration item", "Service", 10)
            {
                Inherited = true,
                Label = "Service #",
            },
            new("Business service", "Service", "Service", 60)
            {
                Label = "Business service #",
                Attributes =
                [
                    Reference("Provided by", "Application", "Supports").Many(),
                    User("Approvers").Many(),
                    Project("Service project"),
                    Select("Criticality", "1 - Critical,2 - High,3 - Normal"),
                ],
            },
            new("Technical service", "Service", "Service", 40)
            {
                Label = "Technical service #",
                Attributes =
                [
                    Reference("Supports", "Business service", "Supports").Many(),
                    Status("Stage"),
                ],
            },
        ];

    private static IReadOnlyList<TypeSpec> Rest =>
        [
            new("Catalogue", null, "Folder", 0)
            {
                IsAbstract = true,
                Description = "Abstract, and its children inherit nothing",
            },
            new("Model", "Catalogue", "Document", 70)
            {
                Label = "Model AAA-#",
                Attributes =
                [
                    Text("Model code", "AAA#").With(s => s with { Label = true }),
                    Reference("Replaced by", "Model"),
                ],
            },
            new("Everything", null, "Everything", 70)
            {
                Label = "Everything #",
                Attributes = Everything,
            },
        ];

    /// <summary>One attribute of each kind, with each setting somewhere set.</summary>
    private static IReadOnlyList<AttributeSpec> Everything =>
        [
            Text("Any text"),
            Text("Unique text", "U-#")
                .With(s => s with { Unique = true, Description = "No two alike" }),
            Text("Matching text", "AA0000").With(s => s with { Regex = "[A-Z]{2}[0-9]{4}" }),
            Of(DefaultType.Integer, "An integer")
                .With(s => s with { Suffix = "pcs", Summable = true }),
            Of(DefaultType.Boolean, "A boolean"),
            Of(DefaultType.Double, "A float").With(s => s with { Suffix = "%", Summable = true }),
            Of(DefaultType.Date, "A date"),
            Of(DefaultType.Time, "A time"),
            Of(DefaultType.DateTime, "A date and time").With(s => s with { Hidden = true }),
            Reference("Itself", "Everything", "Mirrors").Many(),
            Of(DefaultType.Url, "A link").With(s => s with { AdditionalValue = "DISABLED" }),
            Of(DefaultType.Email, "Mail addresses")
                .Many()
                .With(s => s with { Regex = ".+@.+[.]example" }),
            Of(DefaultType.Textarea, "Long text") with
            {
                LongText = true,
            },
            Select("One of", "Red,Green,Blue"),
            Select("Some of", "Ä,é,中文,😀,with space").Many(3).Required(),
            Of(DefaultType.IpAddress, "An address"),
            User("Someone", "it-staff", "network-team")
                .Many(2)
                .With(s => s with { AdditionalValue = "SHOW_PROFILE" }),
            Group("A group").Many(),
            Project("A project"),
            Status("Any status"),
            Status("Own status", "Retired", "In repair"),
            Reference("Anything", "Configuration item", "Link")
                .Many(10)
                .With(s => s with { IncludeChildObjectTypes = true, Hidden = true }),
        ];
}
