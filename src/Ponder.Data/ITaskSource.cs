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

    /// <summary>Whether the items have an order of their own, in which training reads them too.</summary>
    /// <value>Default: false; every pass over the training items then has another order.</value>
    bool IsOrdered => false;

    /// <summary>A fresh course through the training items whose difficulty follows the answers; null where the task has none.</summary>
    ICurriculum? OpenCurriculum() => null;

    /// <summary>
    /// The item at <paramref name="index"/>, in a fixed order, shuffled unless the source says otherwise; indices from 0 to <see cref="Count"/> − 1.
    /// </summary>
    TaskItem ItemAt(Split split, long index);
}
