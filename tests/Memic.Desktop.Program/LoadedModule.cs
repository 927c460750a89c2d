using System.Reflection;

namespace Memic.Desktop.Program;

/// <summary>Uses the client of a module as Windows PowerShell does: by the module's loader, and with nothing beside this program.</summary>
internal static class LoadedModule
{
    /// <summary>Asks for a rate limit store that nobody serves, and writes the error and what of the module was loaded.</summary>
    public static void AskStore(string folder)
    {
        Assembly.LoadFrom(Path.Combine(folder, "Memic.Loader.dll")).GetType("Memic.Loader.PrivateContext", throwOnError: true)!.GetMethod("Hook")!.Invoke(null, null);
        var client = Assembly.LoadFrom(Path.Combine(folder, "Memic.Client.dll"));
        var settings = Create(client, "MemicConnectionSettings");
        settings.GetType().GetProperty("ApiKey")!.SetValue(settings, Create(client, "ApiKey", "mk_live_EXAMPLE"));
        settings.GetType().GetProperty("RateLimitStore")!.SetValue(settings, "redis://127.0.0.1:1");
        try
        {
            var connection = Create(client, "MemicConnection", settings);
            ((Task)connection.GetType().GetMethod("GetRateLimitsAsync")!.Invoke(connection, [CancellationToken.None])!).GetAwaiter().GetResult();
        }
        catch (Exception error)
        {
            var cause = error.GetBaseException();
            Console.WriteLine($"error={cause.GetType().GetProperty("Code")?.GetValue(cause)}: {cause.Message}");
        }

        var loaded = AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic && assembly.Location.StartsWith(folder, StringComparison.Ordinal));
        Console.WriteLine("loaded=" + string.Join(",", loaded.Select(assembly => Path.GetFileName(assembly.Location)).OrderBy(name => name, StringComparer.Ordinal)));
    }

    private static object Create(Assembly client, string name, params object[] arguments) =>
        Activator.CreateInstance(client.GetType("Memic." + name, throwOnError: true)!, arguments)!;
}
