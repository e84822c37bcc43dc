using static JiraSimulator.Worlds.AttributeSpec;

namespace JiraSimulator.Worlds.Itsm;

/// <summary>Places, people and contracts: the schema that others refer to.</summary>
internal static class OrganisationSchema
{
    public static SchemaSpec Spec { get; } =
        new(
            "Organisation",
            "ORG",
            "Places, people and contracts — Plätze, Menschen, Verträge",
            Types
        )
        {
            OpenToOtherSchemas = true,
            Statuses =
            [
                ("Employed", 1, "On the payroll"),
                ("On leave", 2, null),
                ("Left", 0, "No longer with us"),
            ],
            ReferenceTypes = [("Reports to", "#36b37e"), ("Seated at", null)],
            Icons = ["Floor plan", "Handshake"],
        };

    private static IReadOnlyList<TypeSpec> Types => [.. Places, .. Parties, .. Papers];

    private static IReadOnlyList<TypeSpec> Places =>
        [
            new("Place", null, "Globe", 0)
            {
                Inherited = true,
                IsAbstract = true,
                Description = "Anything on the map",
                Attributes =
                [
                    Text("Code", "AA-000"),
                    Reference("Responsible", "Person", "Owned"),
                    Of(DefaultType.Textarea, "Directions") with
                    {
                        LongText = true,
                    },
                ],
            },
            new("Region", "Place", "Globe", 8) { Inherited = true, Label = "Region #" },
            new("Country", "Region", "Globe", 24)
            {
                Inherited = true,
                Label = "Country #",
                Attributes =
                [
                    Select("Currency", "EUR,CHF,USD,JPY,ILS"),
                    Reference("Region", "Region"),
                ],
            },
            new("Office", "Country", "Building", 60)
            {
                Inherited = true,
                Label = "Office AAA #",
                Attributes =
                [
                    Of(DefaultType.Integer, "Seats")
                        .With(s => s with { Suffix = "seats", Summable = true }),
                    Of(DefaultType.Boolean, "Open to visitors"),
                    Of(DefaultType.Url, "Plan").With(s => s with { AdditionalValue = "ENABLED" }),
                    Of(DefaultType.Time, "Opens at"),
                ],
            },
            new("Floor", "Office", "Floor plan", 80)
            {
                Label = "Floor 0 of #",
                Attributes =
                [
                    Of(DefaultType.Integer, "Level"),
                    Reference("Office", "Office").Required(),
                ],
            },
            new("Room", null, "Box", 60)
            {
                Label = "Room 000",
                Attributes =
                [
                    Reference("Floor", "Floor", "Seated at"),
                    Of(DefaultType.Double, "Area")
                        .With(s => s with { Suffix = "m²", Summable = true }),
                ],
            },
        ];

    private static IReadOnlyList<TypeSpec> Parties =>
        [
            new("Party", null, "Group", 0) { Inherited = true, IsAbstract = true },
            new("Person", "Party", "User", 260)
            {
                Label = "Person #",
                Attributes =
                [
                    Of(DefaultType.Email, "E-mail").Many(3).Required(),
                    User("Account").With(s => s with { AdditionalValue = "SHOW_PROFILE" }),
                    Reference("Manager", "Person", "Reports to"),
                    Reference("Department", "Department", "Owned"),
                    Status("Employment", "Employed", "On leave", "Left").Required(),
                    Of(DefaultType.Date, "Joined"),
                    Reference("Office", "Place", "Seated at")
                        .With(s =>
                            s with
                            {
                                IncludeChildObjectTypes = true,
                                QlQuery = "objectTypeId in ({type:Office}, {type:Floor})",
                            }
                        ),
                ],
            },
            new("Department", "Party", "Group", 40)
            {
                Label = "Department #",
                Attributes =
                [
                    Reference("Parent department", "Department"),
                    Reference("Head", "Person", "Reports to"),
                    Text("Cost code", "CC-#")
                        .With(s => s with { Unique = true, Regex = "CC-[0-9]+" }),
                    Group("Access groups").Many(),
                ],
            },
            new("Supplier", "Party", "Handshake", 50)
            {
                Label = "Supplier AAA #",
                Attributes =
                [
                    Of(DefaultType.Url, "Website"),
                    Project("Projects").Many(),
                    Text("VAT number", "CHE-000000000"),
                ],
            },
            new("Supplier contact", "Supplier", "User", 60)
            {
                Label = "Contact #",
                Attributes =
                [
                    Reference("Supplier", "Supplier", "Owned").Required(),
                    Of(DefaultType.Email, "Address"),
                ],
            },
        ];

    private static IReadOnlyList<TypeSpec> Papers =>
        [
            new("Contract", null, "Document", 40)
            {
                Inherited = true,
                Label = "Contract AA #",
                Attributes =
                [
                    Of(DefaultType.Date, "Starts").Required(),
                    Of(DefaultType.Date, "Ends"),
                    Of(DefaultType.Double, "Value")
                        .With(s => s with { Suffix = "CHF", Summable = true }),
                    Reference("Partners", "Party")
                        .Many()
                        .With(s => s with { IncludeChildObjectTypes = true }),
                ],
            },
            new("Support contract", "Contract", "Document", 40)
            {
                Label = "Support #",
                Attributes =
                [
                    Select("Level", "Gold,Silver,Bronze"),
                    Reference("Renews", "Contract")
                        .With(s => s with { IncludeChildObjectTypes = true }),
                ],
            },
            new("Lease", "Contract", "Document", 20)
            {
                Label = "Lease #",
                Attributes = [Reference("Premises", "Office")],
            },
            new("Cost centre", null, "Money", 30)
            {
                Label = "CC #",
                Attributes =
                [
                    Text("Number", "0000").With(s => s with { Regex = "[0-9]{4}", Label = true }),
                    Reference("Owner", "Department"),
                ],
            },
            new("Archive", null, "Folder", 0) { IsAbstract = true, Description = "Holds nothing" },
        ];
}
