namespace Ponder.Text;

/// <summary>Why a completion ended.</summary>
public enum FinishReason
{
    /// <summary>A stop token or stop string was produced.</summary>
    Stop,

    /// <summary>The limit of new tokens or of the context was reached.</summary>
    Length,

    /// <summary>The request was cancelled.</summary>
    Cancelled,
}
