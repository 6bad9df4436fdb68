namespace Ponder.Verification.Mathematics;

/// <summary>
/// The work that one decision may cost, counted in steps of the algorithm and not in time, so that a verdict is the same on every machine.
/// </summary>
/// <param name="limit">Steps until <see cref="BudgetExhaustedException"/>.</param>
internal sealed class Budget(long limit)
{
    /// <summary>Steps spent so far.</summary>
    public long Spent { get; private set; }

    /// <summary>Spends steps.</summary>
    /// <exception cref="BudgetExhaustedException">The limit is reached; caught inside the verifier.</exception>
    public void Spend(long steps = 1)
    {
        Spent += steps;
        if (Spent > limit)
        {
            throw new BudgetExhaustedException();
        }
    }
}

/// <summary>The budget of a decision ended. Never leaves the verifier.</summary>
internal sealed class BudgetExhaustedException : Exception;
