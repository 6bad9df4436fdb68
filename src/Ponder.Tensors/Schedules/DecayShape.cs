namespace Ponder.Tensors.Schedules;

/// <summary>
/// How the last phase of <see cref="WarmupStableDecaySchedule"/> falls; p is the share of the phase that is done.
/// </summary>
public enum DecayShape
{
    /// <summary>1 − p.</summary>
    Linear,

    /// <summary>½(1 + cos πp).</summary>
    Cosine,

    /// <summary>1 − √p.</summary>
    OneMinusSquareRoot,
}
