namespace Ponder.Data;

/// <summary>Names of the splits.</summary>
public static class Splits
{
    /// <summary><c>train</c>, <c>validation</c> or <c>test</c>.</summary>
    public static string NameOf(Split split) => split switch
    {
        Split.Train => "train",
        Split.Validation => "validation",
        _ => "test",
    };
}
