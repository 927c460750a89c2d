using System.CommandLine;

namespace Memic.Emulator;

/// <summary>The command-line options of the emulator.</summary>
internal sealed class ServeOptions
{
    private static readonly EmulatorOptions Defaults = new();

    private readonly Option<int> _port = new("--port") { Description = "The port; 0 takes a free one." };

    private readonly Option<string[]> _keys = new("--key")
    {
        Description = $"An API key to accept, optionally with the environment it opens: KEY or KEY=SLUG, with ? and * for characters that may be any. Can be repeated. Default: {EmulatorOptions.DefaultKey} (production), {EmulatorOptions.StagingKey} (staging).",
    };

    private readonly Option<bool> _noLimits = new("--no-limits") { Description = "Do not limit the rate of requests." };

    private readonly Option<double> _processingTime = new("--processing-time")
    {
        Description = "Seconds from a confirmed upload to a file that can be searched.",
        DefaultValueFactory = _ => Defaults.ProcessingTime.TotalSeconds,
    };

    private readonly Option<double> _urlLifetime = new("--url-lifetime")
    {
        Description = "Seconds for which an upload URL works.",
        DefaultValueFactory = _ => Defaults.UrlLifetime.TotalSeconds,
    };

    private readonly Option<long> _maxFileSize = new("--max-file-size")
    {
        Description = "The largest file that is accepted, in bytes.",
        DefaultValueFactory = _ => Defaults.MaxFileSize,
    };

    private readonly Option<string?> _folder = new("--folder") { Description = "Keep files and prompts here, so that they are there next time." };

    private readonly Option<StorageKind> _storage = new("--storage") { Description = "The storage's manners: plain, or azure with its required headers and XML errors." };

    private readonly Option<StatusVocabulary> _status = new("--status") { Description = "The status words: granular (uploading ... ready), or guide (pending, processing, ready, failed)." };

    private readonly Option<PagingShape> _paging = new("--paging") { Description = "How pages of files end: totalPages or hasMore." };

    private readonly Option<ProjectsShape> _projects = new("--projects") { Description = "How projects come: array or envelope." };

    private readonly Option<bool> _deprecated = new("--deprecated") { Description = "Announce in each reply that this API version is going away." };

    private readonly Option<int?> _parent = new("--parent-pid") { Description = "Stop when the process with this id ends." };

    public ServeOptions() => _port.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() is < 0 or > 65535)
        {
            result.AddError("--port takes a number from 0 to 65535.");
        }
    });

    public IEnumerable<Option> All =>
        [_port, _keys, _noLimits, _processingTime, _urlLifetime, _maxFileSize, _folder, _storage, _status, _paging, _projects, _deprecated, _parent];

    public int? GetParentProcessId(ParseResult result) => result.GetValue(_parent);

    public EmulatorOptions CreateEmulatorOptions(ParseResult result)
    {
        var options = new EmulatorOptions
        {
            Port = result.GetValue(_port),
            LimitsEnabled = !result.GetValue(_noLimits),
            ProcessingTime = TimeSpan.FromSeconds(result.GetValue(_processingTime)),
            UrlLifetime = TimeSpan.FromSeconds(result.GetValue(_urlLifetime)),
            MaxFileSize = result.GetValue(_maxFileSize),
            Folder = result.GetValue(_folder),
            Storage = result.GetValue(_storage),
            StatusVocabulary = result.GetValue(_status),
            PagingShape = result.GetValue(_paging),
            ProjectsShape = result.GetValue(_projects),
            DeprecationHeader = result.GetValue(_deprecated),
        };
        if (result.GetValue(_keys) is { Length: > 0 } given)
        {
            options.Keys = given.Select(text => text.Split('=', 2)).ToDictionary(
                parts => parts[0],
                parts => parts.Length == 1 ? new ApiKeyScope() : new ApiKeyScope { Environment = parts[1] },
                StringComparer.Ordinal);
        }

        return options;
    }
}
