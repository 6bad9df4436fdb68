using Ponder.Verification.Numbers;

namespace Ponder.Verification.Mathematics.Latex;

internal enum TokenKind
{
    End,

    /// <summary>A numeral; <see cref="Token.Value"/> is exact.</summary>
    Number,

    /// <summary>A run of letters.</summary>
    Word,

    /// <summary><c>\name</c> without the backslash, or a Unicode sign under its LaTeX name.</summary>
    Command,

    /// <summary>A single character.</summary>
    Sign,

    /// <summary>The content of <c>\text{…}</c> and its kin.</summary>
    Text,

    /// <summary><c>\\</c>.</summary>
    RowBreak,
}

/// <summary>A piece of an answer.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, bool SpaceBefore = false)
{
    /// <summary>The value of a numeral.</summary>
    public Rational Value { get; init; }

    /// <summary>Digits after the point of a numeral; null where it has no point.</summary>
    public int? Decimals { get; init; }

    /// <summary>Significant digits of a numeral with a point.</summary>
    public int Significant { get; init; }

    /// <summary>Whether it is the sign <paramref name="sign"/>.</summary>
    public bool Is(char sign) => Kind == TokenKind.Sign && Text.Length == 1 && Text[0] == sign;

    /// <summary>Whether it is the command <paramref name="name"/>.</summary>
    public bool IsCommand(string name) => Kind == TokenKind.Command && string.Equals(Text, name, StringComparison.Ordinal);
}
