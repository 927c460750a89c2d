namespace Memic.Emulator;

internal sealed record FileBody
{
    public string? Status { get; init; }

    public string? ErrorMessage { get; init; }

    public object? Patch(FileStore files, string id)
    {
        if (files.Find(id) is not { } file)
        {
            return null;
        }

        files.SetStatus(file, Status, ErrorMessage);
        return new { file.Id, files.StateOf(file).Status };
    }
}
