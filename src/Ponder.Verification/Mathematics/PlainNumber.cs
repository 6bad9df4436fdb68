namespace Ponder.Verification.Mathematics;

/// <summary>A number of at most 18 digits with nothing but a sign and a point: most answers, compared without parser and trees.</summary>
internal readonly record struct PlainNumber(long Mantissa, int Decimals)
{
    private const int MaxDigits = 18;

    /// <summary>Reads a whole text; null where it is anything else.</summary>
    public static PlainNumber? Of(ReadOnlySpan<char> text)
    {
        var negative = text.Length > 0 && text[0] == '-';
        text = negative ? text[1..] : text;
        if (text.Length is 0 or > MaxDigits)
        {
            return null;
        }

        long mantissa = 0;
        var point = -1;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                mantissa = (mantissa * 10) + (text[i] - '0');
            }
            else if (text[i] == '.' && point < 0 && i + 1 < text.Length)
            {
                point = i;
            }
            else
            {
                return null;
            }
        }

        var decimals = point < 0 ? 0 : text.Length - point - 1;
        while (decimals > 0 && mantissa % 10 == 0)
        {
            (mantissa, decimals) = (mantissa / 10, decimals - 1);
        }

        return new PlainNumber(negative ? -mantissa : mantissa, decimals);
    }
}
