using Ponder.Verification.Numbers;

namespace Ponder.Verification.Mathematics.Algebra;

/// <summary>A product of atoms with rational exponents, sorted by atom.</summary>
internal sealed class Monomial : IEquatable<Monomial>
{
    public static readonly Monomial One = new([], []);

    private readonly int _hash;

    public Monomial(int[] atoms, Rational[] exponents)
    {
        (Atoms, Exponents) = (atoms, exponents);
        var hash = new HashCode();
        for (var i = 0; i < atoms.Length; i++)
        {
            hash.Add(atoms[i]);
            hash.Add(exponents[i]);
        }

        _hash = hash.ToHashCode();
    }

    public int[] Atoms { get; }

    public Rational[] Exponents { get; }

    public bool IsOne => Atoms.Length == 0;

    public bool Equals(Monomial? other)
    {
        if (other is null || _hash != other._hash || Atoms.Length != other.Atoms.Length)
        {
            return false;
        }

        for (var i = 0; i < Atoms.Length; i++)
        {
            if (Atoms[i] != other.Atoms[i] || Exponents[i] != other.Exponents[i])
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is Monomial other && Equals(other);

    public override int GetHashCode() => _hash;
}
