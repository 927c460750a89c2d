using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>A cmdlet that searches the files that it is given, or all.</summary>
public abstract class FileSearchCmdlet : SearchCmdletBase
{
    private protected FileSearchCmdlet()
    {
    }

    /// <summary>Specifies the files to search, by id.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FileIdCompleter))]
    [Alias("Id")]
    [TextListInput("FileId", "Id")]
    public string[]? FileId { get; set; }

    /// <summary>Specifies the name of the connection that the file came from; comes with the file through the pipeline.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    public string? ConnectionName { get; set; }

    /// <summary>Specifies the id of the environment that the file came from; comes with the file through the pipeline.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    public string? EnvironmentId { get; set; }

    /// <summary>Returns whether the files to search are of the connection's environment, as far as is known.</summary>
    private protected bool HasFilesOfThisEnvironment() =>
        FileId is not { Length: > 0 } ids || IsOfThisEnvironment(string.Join(", ", ids), ConnectionName, EnvironmentId);
}
