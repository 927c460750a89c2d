using System.CommandLine;

namespace Memic.Emulator;

/// <summary>The command line's options, and the emulator's options that follow from them.</summary>
internal sealed class ServeOptions
{
    private static readonly EmulatorOptions Defaults = new();

    private readonly Option<int> port = new("--port") { Description = "The port; 0 takes a free one." };

    private readonly Option<string[]> keys = new("--key")
    {
        Description = $"An API key to accept, optionally with the environment it opens: KEY or KEY=SLUG. Can be repeated. Default: {EmulatorOptions.DefaultKey} (production), {EmulatorOptions.StagingKey} (staging).",
    };

    private readonly Option<bool> noLimits = new("--no-limits") { Description = "Do not limit the rate of requests." };

    private readonly Option<double> processingTime = new("--processing-time")
    {
        Description = "Seconds from a confirmed upload to a file that can be searched.",
        DefaultValueFactory = _ => Defaults.ProcessingTime.TotalSeconds,
    };

    private readonly Option<double> urlLifetime = new("--url-lifetime")
    {
        Description = "Seconds for which an upload URL works.",
        DefaultValueFactory = _ => Defaults.UrlLifetime.TotalSeconds,
    };

    private readonly Option<long> maxFileSize = new("--max-file-size")
    {
        Description = "The largest file that is accepted, in bytes.",
        DefaultValueFactory = _ => Defaults.MaxFileSize,
    };

    private readonly Option<string?> folder = new("--folder") { Description = "Keep files and prompts here, so that they are there next time." };

    private readonly Option<StorageKind> storage = new("--storage") { Description = "The storage's manners: plain, or azure with its required headers and XML errors." };

    private readonly Option<StatusVocabulary> status = new("--status") { Description = "The status words: granular (uploading ... ready), or guide (pending, processing, ready, failed)." };

    private readonly Option<PagingShape> paging = new("--paging") { Description = "How pages of files end: totalPages or hasMore." };

    private readonly Option<ProjectsShape> projects = new("--projects") { Description = "How projects come: array or envelope." };

    private readonly Option<bool> deprecated = new("--deprecated") { Description = "Announce in each reply that this API version is going away." };

    private readonly Option<int?> parent = new("--parent-pid") { Description = "Stop when the process with this id ends." };

    public ServeOptions() => port.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() is < 0 or > 65535)
        {
            result.AddError("--port takes a number from 0 to 65535.");
        }
    });

    public IEnumerable<Option> All =>
        [port, keys, noLimits, processingTime, urlLifetime, maxFileSize, folder, storage, status, paging, projects, deprecated, parent];

    public int? ParentOf(ParseResult result) => result.GetValue(parent);

    public EmulatorOptions Read(ParseResult result)
    {
        var options = new EmulatorOptions
        {
            Port = result.GetValue(port),
            LimitsEnabled = !result.GetValue(noLimits),
            ProcessingTime = TimeSpan.FromSeconds(result.GetValue(processingTime)),
            UrlLifetime = TimeSpan.FromSeconds(result.GetValue(urlLifetime)),
            MaxFileSize = result.GetValue(maxFileSize),
            Folder = result.GetValue(folder),
            Storage = result.GetValue(storage),
            StatusVocabulary = result.GetValue(status),
            PagingShape = result.GetValue(paging),
            ProjectsShape = result.GetValue(projects),
            DeprecationHeader = result.GetValue(deprecated),
        };
        if (result.GetValue(keys) is { Length: > 0 } given)
        {
            options.Keys = given.Select(text => text.Split('=', 2)).ToDictionary(
                parts => parts[0],
                parts => parts.Length == 1 ? new KeyBinding() : new KeyBinding { Environment = parts[1] },
                StringComparer.Ordinal);
        }

        return options;
    }
}
