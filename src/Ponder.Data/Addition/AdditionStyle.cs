namespace Ponder.Data.Addition;

/// <summary>How the demonstration of a sum is written; it also chooses the default question and verifier.</summary>
public enum AdditionStyle
{
    /// <summary><c>12+15=</c> → <c>27</c>; verifier <c>exact</c>.</summary>
    Direct,

    /// <summary>
    /// <c>474+753=</c> → <c>&lt;think&gt;4+3+0=07,7+5+0=12,4+7+1=12&lt;/think&gt;1227</c>: digit + digit + carry =
    /// two-digit sum, from the right; verifier <c>think-exact</c>.
    /// </summary>
    Columns,

    /// <summary>
    /// <c>What is 12 + 15?</c> → <c>12 + 15 = 27. The answer is \boxed{27}.</c>; verifier <c>boxed-number</c>.
    /// </summary>
    Boxed,
}
