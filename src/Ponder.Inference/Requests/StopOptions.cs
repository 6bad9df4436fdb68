using Ponder.Text;

namespace Ponder.Inference.Requests;

/// <summary>What ends a completion besides its length.</summary>
public sealed record StopOptions
{
    /// <summary>Never stops before the limit of tokens.</summary>
    public static StopOptions None { get; } = new();

    /// <summary>Ids that end the completion; the id itself belongs to the completion's tokens, not to its text.</summary>
    public IReadOnlyList<int> TokenIds { get; init; } = [];

    /// <summary>
    /// Texts that end the completion wherever they appear in it, also across token boundaries. The text is cut before the stop;
    /// the tokens go up to the one that completed it, since those were sampled.
    /// </summary>
    public IReadOnlyList<string> Strings { get; init; } = [];

    /// <summary>Checks the values.</summary>
    /// <exception cref="UserException">An empty stop string, or an id outside the vocabulary.</exception>
    public void Validate(int vocabulary)
    {
        foreach (string text in Strings)
        {
            if (string.IsNullOrEmpty(text))
            {
                throw new UserException("stop.strings: expected texts of at least one character, got an empty one");
            }
        }
        foreach (int id in TokenIds)
        {
            if (id < 0 || id >= vocabulary)
            {
                throw new UserException($"stop.token_ids: expected ids from 0 to {vocabulary - 1}, got {id}");
            }
        }
    }
}
