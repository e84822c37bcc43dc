using System.Reflection;
using AssetsBackup.Hosting.Database;
using AssetsBackup.Vault;
using Mediator;

namespace AssetsBackup.Tests.Architecture;

/// <summary>Who may know whom (docs/architecture.md). Each rule first proves that it found something to check.</summary>
public sealed class LayerTests
{
    private static readonly Assembly App = typeof(AppDatabase).Assembly;

    [Fact]
    public void The_vault_knows_neither_the_web_nor_jira_nor_the_scheduler()
    {
        string[] foreign = ["Microsoft.AspNetCore", "Quartz", "Refit", App.GetName().Name!];
        App.GetReferencedAssemblies()
            .ShouldContain(reference => reference.Name == "Quartz", "the app schedules by Quartz");

        typeof(TenantVault)
            .Assembly.GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name =>
                Array.Exists(foreign, part => name.StartsWith(part, StringComparison.Ordinal))
            )
            .ShouldBeEmpty(
                "the vault is the one part whose mistakes lose customers' data: it is read, tested and kept alone"
            );
        var sources = Sources.Of(".cs").Where(file => file.IsIn("backend/AssetsBackup.Vault"));
        sources.Count().ShouldBeGreaterThan(20);
        sources
            .Where(file => file.Text.Contains("jira", StringComparison.OrdinalIgnoreCase))
            .Select(file => file.Name)
            .ShouldBeEmpty("to the vault a backup is records in trees, whatever site they are of");
    }

    [Theory]
    [InlineData("AssetsBackup.Features")]
    [InlineData("AssetsBackup.Atlassian")]
    public void Behind_the_door_nothing_knows_which_door_it_was(string behind)
    {
        const string door = "AssetsBackup.Doors.Connect";
        Product
            .UsesOf("AssetsBackup.Doors")
            .ShouldContain(use => Product.IsIn(use.Used, door), "the doors know their own folders");

        var uses = Product.UsesOf(behind);
        uses.Count.ShouldBeGreaterThan(100);
        uses.Where(use => Product.IsIn(use.Used, door))
            .ShouldBeEmpty(
                "a door is removed by deleting its folder; what lies behind takes the Caller alone"
            );
    }

    [Fact]
    public void Only_the_atlassian_folder_talks_to_sites_by_refit()
    {
        var users = Product
            .UsesOf("AssetsBackup")
            .Where(use => Product.IsIn(use.Used, "Refit"))
            .ToList();
        users.ShouldContain(use => use.User == "AssetsBackup.Atlassian.AtlassianClients");

        users
            .Where(use => !Product.IsIn(use.User, "AssetsBackup.Atlassian"))
            .ShouldBeEmpty(
                "limits, retries and the translation of failures are in Atlassian/; a client made elsewhere has none"
            );
    }

    [Fact]
    public void Handlers_never_send_to_handlers()
    {
        var handlers = App.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false })
            .Where(type => type.GetInterfaces().Any(IsHandler))
            .Select(type => type.FullName!)
            .ToList();
        handlers.Count.ShouldBeGreaterThan(20);
        string[] senders =
        [
            typeof(ISender).FullName!,
            typeof(IMediator).FullName!,
            typeof(IPublisher).FullName!,
        ];
        var uses = Product.UsesOf("AssetsBackup");
        uses.ShouldContain(
            use => senders.Contains(use.Used) && use.User.EndsWith("Controller"),
            "controllers send"
        );

        uses.Where(use => handlers.Contains(use.User) && senders.Contains(use.Used))
            .ShouldBeEmpty(
                "a request inside a request hides what one use case does; share a type with a domain name instead"
            );
    }

    private static bool IsHandler(Type type) =>
        type.IsGenericType
        && type.Namespace == typeof(ISender).Namespace
        && type.Name.EndsWith("Handler`2", StringComparison.Ordinal);
}
