namespace Ponder.Data;

/// <summary>Disjoint parts of a task.</summary>
public enum Split
{
    /// <summary>For supervised training and reinforcement learning.</summary>
    Train,

    /// <summary>For decisions during a run.</summary>
    Validation,

    /// <summary>For the figures that are reported.</summary>
    Test,
}
