namespace Ponder.Cli;

/// <summary>What the process returns.</summary>
public static class ExitCodes
{
    /// <summary>The work is done.</summary>
    public const int Done = 0;

    /// <summary>The work failed.</summary>
    public const int Failed = 1;

    /// <summary>The user's input is wrong.</summary>
    public const int WrongInput = 2;

    /// <summary>Interrupted by a signal, after a clean checkpoint where there was something to keep.</summary>
    public const int Interrupted = 130;
}
