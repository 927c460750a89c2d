namespace Memic.Emulator;

/// <summary>The documents that the demo sends. They lie beside the program, in a clone and in the installed tool alike.</summary>
internal static class DemoDocuments
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Demo", "Documents");

    /// <summary>Each document, and a question that it answers better than the others.</summary>
    public static IReadOnlyList<(string Name, string Question)> All { get; } =
    [
        ("README.md", "PowerShell scripts that nobody watches"),
        ("database-restore.pdf", "restore of a single table"),
        ("on-call-handover.docx", "escalation to the incident manager's pager"),
        ("certificate-renewal.md", "intermediate certificate missing from the chain"),
    ];

    public static string PathOf(string name) => Path.Combine(Folder, name);
}
