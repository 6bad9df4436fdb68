using Ponder.Verification.Numbers;

namespace Ponder.Verification.Mathematics.Units;

/// <summary>A unit: what it measures, its size in the base unit, and how it was written.</summary>
/// <param name="Dimension">
/// The measured dimension as sorted powers of base dimensions, for example <c>length^1 time^-1</c>; for a word that is not in the table <c>?word</c>.
/// </param>
/// <param name="Factor">Size in base units, exact.</param>
/// <param name="Text">As written.</param>
internal sealed record Unit(string Dimension, Rational Factor, string Text)
{
    /// <summary>Whether the table knows it.</summary>
    public bool Known => !Dimension.StartsWith('?');
}
