using System.Management.Automation;

namespace Memic.Cmdlets;

/// <summary>Makes the columns and lines in which PowerShell shows an answer; Memic.Types.ps1xml names them.</summary>
public static class AnswerView
{
    /// <summary>Returns the question, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Question(PSObject item) => ViewText.Lines(item, "Question");

    /// <summary>Returns the answer, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Answer(PSObject item) => ViewText.Lines(item, "Answer");

    /// <summary>Returns the citations, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Citations(PSObject item) => string.Join("; ", ViewText.Items(item, "Citations").Select(ViewText.LineOf));

    /// <summary>Returns the model, safe to show.</summary>
    /// <param name="item">The object.</param>
    public static string Model(PSObject item) => ViewText.Line(item, "Model");
}
