using Ponder.Verification;

namespace Ponder.Data;

/// <summary>A generator or a file of items, and the verifier that judges responses to them.</summary>
/// <remarks>Immutable and thread-safe. The same name, seed, split and index give the same item on every
/// machine.</remarks>
public interface ITaskSource
{
    /// <summary>The name that recipes use.</summary>
    string Name { get; }

    /// <summary>Judges responses to this task's items.</summary>
    IVerifier Verifier { get; }

    /// <summary>Number of different items in a split.</summary>
    long Count(Split split);

    /// <summary>
    /// The item at <paramref name="index"/>, in a fixed shuffled order; indices from 0 to <see cref="Count"/> − 1.
    /// </summary>
    TaskItem ItemAt(Split split, long index);
}
