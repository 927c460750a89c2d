using System.Text.Json;

namespace Memic.Emulator;

/// <summary>Keeps files and prompts in a folder. Keys and signing secrets never go there.</summary>
internal sealed class StateFolder
{
    private readonly string files;
    private readonly string contents;
    private readonly string prompts;

    public StateFolder(string folder)
    {
        files = Path.Combine(folder, "files");
        contents = Path.Combine(folder, "content");
        prompts = Path.Combine(folder, "prompts.json");
        Directory.CreateDirectory(files);
        Directory.CreateDirectory(contents);
    }

    public IEnumerable<StoredFile> LoadFiles()
    {
        foreach (var path in Directory.EnumerateFiles(files, "*.json"))
        {
            var file = Load<StoredFile>(path);
            if (file.Content is { FileName: { } name } content)
            {
                content.Path = Path.Combine(contents, name);
            }

            yield return file;
        }
    }

    public IReadOnlyList<Prompt>? LoadPrompts() => File.Exists(prompts) ? Load<List<Prompt>>(prompts) : null;

    public void Save(StoredFile file) => Save(FileOf(file), file);

    public void SavePrompts(IEnumerable<Prompt> all) => Save(prompts, all);

    public void Delete(StoredFile file)
    {
        File.Delete(FileOf(file));
        file.Content?.Discard();
    }

    public string NewContentPath() => Path.Combine(contents, Guid.NewGuid().ToString("N"));

    private string FileOf(StoredFile file) => Path.Combine(files, file.Id + ".json");

    private static T Load<T>(string path) =>
        JsonSerializer.Deserialize<T>(File.ReadAllBytes(path)) ?? throw new InvalidDataException($"'{path}' is empty.");

    // Written beside and moved over, so that a killed emulator leaves no half a file.
    private static void Save<T>(string path, T value)
    {
        var temporary = path + ".new";
        File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(value));
        File.Move(temporary, path, overwrite: true);
    }
}
