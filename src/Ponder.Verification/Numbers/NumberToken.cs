namespace Ponder.Verification.Numbers;

/// <summary>One number as written in a normalised text.</summary>
/// <param name="Start">First character: the sign or currency sign where there is one.</param>
/// <param name="End">One past the last character.</param>
/// <param name="Value">The exact value; null when <paramref name="Defect"/> says why there is none, or when only the
/// extent was asked for.</param>
/// <param name="Defect">Why what is written is no plain number, or null.</param>
internal readonly record struct NumberToken(int Start, int End, Rational? Value, string? Defect);
