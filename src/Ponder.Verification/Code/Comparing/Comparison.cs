namespace Ponder.Verification.Code.Comparing;

/// <summary>How an output compares with what was expected.</summary>
/// <param name="IsEqual">Whether it is right.</param>
/// <param name="IsPresentation">Whether only blanks and line ends differ.</param>
/// <param name="Detail">What differs, in a line; empty where nothing does.</param>
public sealed record Comparison(bool IsEqual, bool IsPresentation, string Detail)
{
    internal static Comparison Right { get; } = new(true, false, "");

    internal static Comparison Differs(string detail, bool isPresentation = false) => new(false, isPresentation, detail);
}
