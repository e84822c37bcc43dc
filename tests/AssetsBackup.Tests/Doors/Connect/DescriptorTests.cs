using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AssetsBackup.Tests.Doors.Connect;

/// <summary>The descriptor and the routes, each against the other.</summary>
public sealed class DescriptorTests : IAsyncLifetime
{
    private DoorHost door = null!;
    private JsonElement descriptor;

    public async ValueTask InitializeAsync()
    {
        door = await DoorHost.StartAsync();
        var text = await door.Http.GetStringAsync("/atlassian-connect.json");
        descriptor = JsonDocument.Parse(text).RootElement;
    }

    public ValueTask DisposeAsync() => door.DisposeAsync();

    [Fact]
    public void Every_address_of_the_descriptor_is_a_route_and_every_connect_route_is_in_the_descriptor()
    {
        var named = Lifecycle().Concat(Pages()).Distinct().Order(StringComparer.Ordinal);
        var routes = door
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(route =>
                route.RoutePattern.RawText!.StartsWith("/connect/", StringComparison.Ordinal)
            )
            .Select(route => $"{MethodOf(route)} {route.RoutePattern.RawText}")
            .Order(StringComparer.Ordinal);
        routes.ShouldBe(named);
        routes.Count().ShouldBe(5);
    }

    [Fact]
    public void It_names_this_app_at_this_address_and_asks_for_no_more_than_reading()
    {
        Text("key").ShouldBe("assets-backup");
        Text("baseUrl").ShouldBe(DoorHost.BaseUrl);
        Text("name").ShouldBe("Assets Backup & Migration");
        descriptor
            .GetProperty("scopes")
            .EnumerateArray()
            .Select(s => s.GetString())
            .ShouldBe(["READ"]);
        descriptor.GetProperty("enableLicensing").GetBoolean().ShouldBeTrue();
        descriptor.GetProperty("authentication").GetProperty("type").GetString().ShouldBe("jwt");
        descriptor
            .GetProperty("apiMigrations")
            .GetProperty("signed-install")
            .GetBoolean()
            .ShouldBeTrue();
        descriptor.GetRawText().ShouldNotContain("{{");
    }

    [Fact]
    public void It_stands_in_the_apps_section_of_administration_and_nowhere_else()
    {
        var modules = descriptor.GetProperty("modules");
        modules
            .EnumerateObject()
            .Select(module => module.Name)
            .ShouldBe(["webSections", "adminPages", "configurePage"], ignoreOrder: true);
        var section = modules.GetProperty("webSections")[0];
        section.GetProperty("location").GetString().ShouldBe("admin_plugins_menu");
        modules
            .GetProperty("adminPages")[0]
            .GetProperty("location")
            .GetString()
            .ShouldBe("admin_plugins_menu/" + section.GetProperty("key").GetString());
    }

    private IEnumerable<string> Lifecycle() =>
        descriptor
            .GetProperty("lifecycle")
            .EnumerateObject()
            .Select(e => $"POST {e.Value.GetString()}");

    private IEnumerable<string> Pages()
    {
        var modules = descriptor.GetProperty("modules");
        return modules
            .GetProperty("adminPages")
            .EnumerateArray()
            .Append(modules.GetProperty("configurePage"))
            .Select(page => $"GET {page.GetProperty("url").GetString()}");
    }

    private static string MethodOf(RouteEndpoint route) =>
        route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Single();

    private string? Text(string name) => descriptor.GetProperty(name).GetString();
}
