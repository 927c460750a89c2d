namespace Memic.Emulator;

/// <summary>The two sets of status words that Memic's sources use.</summary>
public enum StatusVocabulary
{
    /// <summary>One word for each step, from <c>uploading</c> to <c>ready</c>.</summary>
    Granular,

    /// <summary><c>pending</c>, <c>processing</c>, <c>ready</c>, <c>failed</c>.</summary>
    Guide,
}
