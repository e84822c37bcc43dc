using static JiraSimulator.Worlds.AttributeSpec;

namespace JiraSimulator.Worlds.Itsm;

/// <summary>Hardware and networks of the IT schema.</summary>
internal static class InfrastructureTypes
{
    public static IReadOnlyList<TypeSpec> All => [Root, .. Computers, .. Devices, .. Networks];

    private static TypeSpec Root =>
        new("Configuration item", null, "Cube", 0)
        {
            Inherited = true,
            IsAbstract = true,
            Attributes =
            [
                Status(
                    "Operational status",
                    "In Service",
                    "Running",
                    "Stopped",
                    "Retired",
                    "In repair"
                ),
                User("Owner", "it-staff").With(s => s with { AdditionalValue = "HIDE_PROFILE" }),
                Reference("Location", "Place", "Link")
                    .With(s =>
                        s with
                        {
                            IncludeChildObjectTypes = true,
                            QlQuery = "objectType in objectTypeAndChildren({type:Office})",
                        }
                    ),
                Group("Support group"),
                Of(DefaultType.Textarea, "Notes") with
                {
                    LongText = true,
                },
                Reference("Supersedes", "Configuration item")
                    .With(s => s with { IncludeChildObjectTypes = true }),
            ],
        };

    private static IReadOnlyList<TypeSpec> Computers =>
        [
            new("Hardware", "Configuration item", "Box", 0)
            {
                Inherited = true,
                IsAbstract = true,
                Attributes =
                [
                    Text("Serial number", "SN-AA-#").With(s => s with { Unique = true }),
                    Of(DefaultType.Date, "Purchased"),
                    Reference("Model", "Model", "Installed"),
                    Reference("Contract", "Support contract", "Owned"),
                ],
            },
            new("Computer", "Hardware", "Server", 0)
            {
                Inherited = true,
                IsAbstract = true,
                Attributes =
                [
                    Of(DefaultType.Integer, "Memory")
                        .With(s => s with { Suffix = "GB", Summable = true }),
                    Reference("Operating system", "Operating system", "Installed"),
                ],
            },
            new("Server", "Computer", "Rack", 160)
            {
                Inherited = true,
                Label = "srv-aaa-#",
                Attributes =
                [
                    Of(DefaultType.IpAddress, "IP"),
                    Reference("Runs", "Application", "Runs on").Many(),
                    Reference("Failover", "Server", "Failover")
                        .With(s => s with { IncludeChildObjectTypes = true }),
                ],
            },
            new("Blade", "Server", "Server", 60)
            {
                Label = "blade-#",
                Attributes = [Of(DefaultType.Integer, "Slot")],
            },
            new("Virtual host", "Server", "Cloud", 60)
            {
                Label = "vh-#",
                Attributes = [Reference("Guests", "Virtual machine", "Runs on").Many(5)],
            },
            new("Workstation", "Computer", "Laptop", 120)
            {
                Label = "ws-#",
                Attributes = [Reference("Used by", "Person", "Link")],
            },
            new("Notebook", "Computer", "Laptop", 220)
            {
                Label = "nb-#",
                Attributes =
                [
                    Reference("Used by", "Person", "Link"),
                    Of(DefaultType.Boolean, "Encrypted").Required(),
                ],
            },
        ];

    private static IReadOnlyList<TypeSpec> Devices =>
        [
            new("Network device", "Hardware", "Router", 30)
            {
                Inherited = true,
                Label = "net-#",
                Attributes =
                [
                    Of(DefaultType.IpAddress, "Management address"),
                    Reference("Uplink", "Network device")
                        .With(s => s with { IncludeChildObjectTypes = true }),
                ],
            },
            new("Router", "Network device", "Router", 50) { Label = "rt-#" },
            new("Switch", "Network device", "Switch", 80)
            {
                Label = "sw-#",
                Attributes = [Of(DefaultType.Integer, "Ports")],
            },
            new("Firewall", "Network device", "Firewall", 30)
            {
                Label = "fw-#",
                Attributes = [Reference("Protects", "Subnet").Many()],
            },
            new("Access point", "Network device", "Globe", 60)
            {
                Label = "ap-#",
                Attributes = [Reference("Floor", "Floor", "Link")],
            },
            new("Printer", "Hardware", "Printer", 60)
            {
                Label = "prn-#",
                Attributes = [Select("Features", "Colour,Duplex,Scan,Fax").Many()],
            },
            new("Phone", "Hardware", "Phone", 120)
            {
                Label = "phone-#",
                Attributes =
                [
                    Text("Number", "+41 44 000 00 00").With(s => s with { Regex = @"\+[0-9 ]+" }),
                ],
            },
            new("Storage array", "Hardware", "Disk", 20) { Label = "san-#" },
            new("Virtual machine", "Configuration item", "Cloud", 180)
            {
                Label = "vm-aaa-#",
                Attributes =
                [
                    Reference("Host", "Virtual host", "Runs on"),
                    Reference("Cluster", "Cluster", "Depends"),
                ],
            },
            new("Cluster", "Configuration item", "Cloud", 20)
            {
                Label = "cluster-#",
                Attributes = [Reference("Members", "Virtual machine", "Depends").Many()],
            },
        ];

    private static IReadOnlyList<TypeSpec> Networks =>
        [
            new("Network", null, "Globe", 10)
            {
                Label = "Network #",
                Attributes = [Text("Range", "10.0.0.0/8")],
            },
            new("Subnet", "Network", "Globe", 50)
            {
                Label = "Subnet #",
                Attributes =
                [
                    Reference("Network", "Network", "Depends").Required(),
                    Of(DefaultType.IpAddress, "Gateway"),
                ],
            },
            new("VLAN", "Network", "Globe", 30)
            {
                Label = "VLAN #",
                Attributes =
                [
                    Of(DefaultType.Integer, "Tag"),
                    Reference("Subnets", "Subnet")
                        .Many()
                        .With(s =>
                            s with
                            {
                                QlQuery =
                                    "objectSchemaId = {schema:ITA} AND \"Gateway\" is not EMPTY",
                            }
                        ),
                ],
            },
            new("Domain", null, "Globe", 40)
            {
                Label = "example-#",
                Attributes =
                [
                    Of(DefaultType.Date, "Expires"),
                    Reference("Certificate", "Certificate", "Depends"),
                ],
            },
            new("Certificate", null, "Key", 50)
            {
                Label = "Certificate #",
                Attributes =
                [
                    Of(DefaultType.DateTime, "Valid until"),
                    Reference("Issuer", "Certificate", "Issued by"),
                    Reference("Covers", "Domain").Many(4),
                ],
            },
        ];
}
