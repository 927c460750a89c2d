using System.CommandLine;

namespace Memic.Emulator;

internal static class CommandLine
{
    private static readonly string Description =
        $$"""
        A local Memic API. It listens on this machine only, keeps everything in memory unless told
        otherwise, and needs no account: point a client at the address that it prints.

        Try it:
          memic-emulator --port 8080
          curl -H 'X-API-Key: mk_live_EXAMPLE' http://127.0.0.1:8080/api/v1/me

        Make something go wrong, see what was asked, and put everything right again:
          curl -X POST http://127.0.0.1:8080/_emulator/faults \
            -d '{"method":"POST","path":"/files/init","status":503,"retryAfter":"2","times":2}'
          curl http://127.0.0.1:8080/_emulator/faults            what is asked for, and how often it was applied
          curl http://127.0.0.1:8080/_emulator/requests          every request, with its status
          curl -X DELETE http://127.0.0.1:8080/_emulator/faults  no more faults
          curl -X POST http://127.0.0.1:8080/_emulator/reset     as after the start, without files

        A file whose name contains 'unreadable' fails to be processed. To make another one fail:
          curl -X PATCH http://127.0.0.1:8080/_emulator/files/<id> \
            -d '{"status":"parsing_failed","errorMessage":"The document cannot be read"}'

        {{FaultHelp.Text}}
        """;

    public static RootCommand CreateRootCommand()
    {
        var options = new ServeOptions();
        var root = new RootCommand(Description);
        var serve = new Command("serve", "Listen until stopped. This is what happens without a command.");
        foreach (var option in options.All)
        {
            root.Options.Add(option);
            serve.Options.Add(option);
        }

        root.SetAction((result, cancellationToken) => ServeCommand.RunAsync(options, result, cancellationToken));
        serve.SetAction((result, cancellationToken) => ServeCommand.RunAsync(options, result, cancellationToken));
        root.Subcommands.Add(serve);
        return root;
    }
}
