namespace Ponder.Verification;

/// <summary>
/// A budget of steps that one decision may use. Counts instead of a clock, so that a text gets the same verdict on every
/// machine and under every load.
/// </summary>
/// <remarks>One object per decision; not for sharing between threads.</remarks>
/// <param name="limit">Steps that may be used.</param>
public sealed class Fuel(long limit)
{
    /// <summary>Steps used so far; never more than the limit and one refused request.</summary>
    public long Used { get; private set; }

    /// <summary>Whether more was asked for than there was. What was computed since is not a result.</summary>
    public bool IsEmpty => Used > limit;

    /// <summary>Uses up steps.</summary>
    /// <param name="steps">How many.</param>
    /// <returns>False when the budget is exceeded: stop and answer undecided.</returns>
    public bool Burn(long steps = 1)
    {
        Used = steps > long.MaxValue - Used ? long.MaxValue : Used + steps;
        return !IsEmpty;
    }
}
