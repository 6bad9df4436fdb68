namespace Ponder.Text.Tokenizers;

/// <summary>The special tokens that the post-processor puts around one sequence.</summary>
internal sealed record SpecialFrame(IReadOnlyList<int> Before, IReadOnlyList<int> After)
{
    public static SpecialFrame None { get; } = new([], []);

    /// <summary>This frame, and <paramref name="outer"/> around it.</summary>
    public SpecialFrame Within(SpecialFrame outer) => new([.. outer.Before, .. Before], [.. After, .. outer.After]);
}
