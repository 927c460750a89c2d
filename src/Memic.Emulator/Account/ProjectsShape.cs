namespace Memic.Emulator;

/// <summary>The two shapes in which the projects can come.</summary>
public enum ProjectsShape
{
    /// <summary>A bare JSON array.</summary>
    Array,

    /// <summary>A page with <c>items</c>, as the files come.</summary>
    Envelope,
}
