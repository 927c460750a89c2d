using System.Text.Json;

namespace Memic.Emulator;

/// <summary>Keeps files and prompts in a folder. Keys and secrets are never written.</summary>
internal sealed class StateFolder
{
    private readonly string _files;
    private readonly string _contents;
    private readonly string _prompts;

    public StateFolder(string folder)
    {
        _files = Path.Combine(folder, "files");
        _contents = Path.Combine(folder, "content");
        _prompts = Path.Combine(folder, "prompts.json");
        Directory.CreateDirectory(_files);
        Directory.CreateDirectory(_contents);
    }

    public IEnumerable<StoredFile> LoadFiles()
    {
        foreach (var path in Directory.EnumerateFiles(_files, "*.json"))
        {
            var file = Load<StoredFile>(path);
            if (file.Content is { FileName: { } name } content)
            {
                content.Path = Path.Combine(_contents, name);
            }

            yield return file;
        }
    }

    public IReadOnlyList<Prompt>? LoadPrompts() => File.Exists(_prompts) ? Load<List<Prompt>>(_prompts) : null;

    public void Save(StoredFile file) => Save(GetFilePath(file), file);

    public void SavePrompts(IEnumerable<Prompt> all) => Save(_prompts, all);

    public void Delete(StoredFile file)
    {
        File.Delete(GetFilePath(file));
        file.Content?.Discard();
    }

    public string NewContentPath() => Path.Combine(_contents, Guid.NewGuid().ToString("N"));

    private string GetFilePath(StoredFile file) => Path.Combine(_files, file.Id + ".json");

    private static T Load<T>(string path) =>
        JsonSerializer.Deserialize<T>(File.ReadAllBytes(path)) ?? throw new InvalidDataException($"'{path}' is empty.");

    // Written to a temporary file and moved, so that a killed emulator leaves no partial file.
    private static void Save<T>(string path, T value)
    {
        var temporary = path + ".new";
        File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(value));
        File.Move(temporary, path, overwrite: true);
    }
}
