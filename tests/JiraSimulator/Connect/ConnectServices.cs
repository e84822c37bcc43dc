using JiraSimulator.Licensing;

namespace JiraSimulator.Connect;

internal static class ConnectServices
{
    public static void AddConnect(this IServiceCollection services)
    {
        services.AddSingleton<InstallKeys>();
        services.AddSingleton<Installations>();
        services.AddSingleton<Licences>();
        services.AddSingleton<ContextTokens>();
        services.AddSingleton<LifecycleTokens>();
        services.AddSingleton<Lifecycle>();
        services.AddSingleton<Forgery>();
        services.AddSingleton<FrameUrl>();
        services.AddSingleton<AppCalls>();
        services.AddSingleton<AppClient>();
    }
}
