namespace Memic.Emulator;

/// <summary>The two sets of status words in Memic's documentation.</summary>
public enum StatusVocabulary
{
    /// <summary>One word for each processing step, from <c>uploading</c> to <c>ready</c>.</summary>
    Granular,

    /// <summary><c>pending</c>, <c>processing</c>, <c>ready</c>, <c>failed</c>.</summary>
    Guide,
}
