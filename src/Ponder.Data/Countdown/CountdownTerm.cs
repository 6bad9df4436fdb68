namespace Ponder.Data.Countdown;

/// <summary>One value of a countdown puzzle: a given number, or an operation on two earlier ones.</summary>
internal sealed record CountdownTerm(long Value, char Operation, CountdownTerm? Left, CountdownTerm? Right)
{
    /// <summary>A given number.</summary>
    public static CountdownTerm Number(long value) => new(value, '\0', null, null);

    /// <summary>The expression, with the brackets that it needs.</summary>
    public override string ToString() => Left is { } left && Right is { } right
        ? $"{Bracketed(left, false)} {Operation} {Bracketed(right, true)}"
        : $"{Value}";

    private string Bracketed(CountdownTerm term, bool isRight)
    {
        var needed = term.Operation switch
        {
            '\0' => false,
            '+' or '-' => Operation is '*' or '/' || (isRight && Operation == '-'),
            _ => isRight && Operation == '/',
        };
        return needed ? $"({term})" : $"{term}";
    }
}
