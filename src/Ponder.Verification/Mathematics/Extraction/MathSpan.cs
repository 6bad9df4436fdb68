namespace Ponder.Verification.Mathematics.Extraction;

/// <summary>A piece of text in a mathematics environment or in bold.</summary>
/// <param name="Start">Index of the opening mark.</param>
/// <param name="End">Index behind the closing mark.</param>
/// <param name="Content">What stands between.</param>
internal readonly record struct MathSpan(int Start, int End, string Content);
