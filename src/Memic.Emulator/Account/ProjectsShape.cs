namespace Memic.Emulator;

/// <summary>The shape of the list of projects.</summary>
public enum ProjectsShape
{
    /// <summary>A bare JSON array.</summary>
    Array,

    /// <summary>A page with <c>items</c>, like the list of files.</summary>
    Envelope,
}
