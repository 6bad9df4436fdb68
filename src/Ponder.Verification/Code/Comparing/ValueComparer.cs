using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Ponder.Verification.Extraction;

namespace Ponder.Verification.Code.Comparing;

/// <summary>Compares the value that a function returned with an expected JSON value.</summary>
/// <remarks>
/// Returned values arrive in the form of the loaders: JSON, with <c>{"$": kind, "v": …}</c> for what JSON lacks. Tuples count as
/// arrays, keys of maps as their text; truth values are not numbers; 1 and 1.0 are equal.
/// </remarks>
public sealed record ValueComparer
{
    private const int Deepest = 128, Shown = 80, MostDigits = 100_000;

    /// <summary>Largest absolute difference of numbers.</summary>
    public double Absolute { get; init; }

    /// <summary>Largest difference as a part of the expected number.</summary>
    public double Relative { get; init; }

    /// <summary>Whether the items of the outermost array may come in any order; sets count as arrays then.</summary>
    public bool AnyOrder { get; init; }

    /// <summary>Compares.</summary>
    public Comparison Compare(JsonElement expected, JsonElement got) => Equal(expected, got, AnyOrder, 0)
        ? Comparison.Right
        : Comparison.Differs($"expected {Show(expected)}, got {Show(got)}");

    private static string Show(JsonElement value) => value.GetRawText() is { Length: > Shown } text ? text[..Shown] + "…" : value.GetRawText();

    private bool Equal(JsonElement expected, JsonElement got, bool anyOrder, int depth)
    {
        if (depth > Deepest)
        {
            return false;
        }

        var (tag, inner) = Untag(got);
        return expected.ValueKind switch
        {
            JsonValueKind.Null => got.ValueKind == JsonValueKind.Null || tag == "undefined",
            JsonValueKind.True or JsonValueKind.False => got.ValueKind == expected.ValueKind,
            JsonValueKind.String => got.ValueKind == JsonValueKind.String && JsonText.Of(got) == JsonText.Of(expected),
            JsonValueKind.Number => EqualNumbers(expected, got, tag, inner),
            JsonValueKind.Array => Items(got, tag, inner, anyOrder) is { } items && EqualItems([.. expected.EnumerateArray()], items, anyOrder, depth),
            JsonValueKind.Object => Entries(tag, inner) is { } entries && EqualEntries(expected, entries, depth),
            _ => false,
        };
    }

    private static (string? Tag, JsonElement Inner) Untag(JsonElement got) =>
        got.ValueKind == JsonValueKind.Object && got.TryGetProperty("$", out var tag) && tag.ValueKind == JsonValueKind.String
            ? (JsonText.Of(tag), got.TryGetProperty("v", out var inner) ? inner : default)
            : (null, default);

    private bool EqualNumbers(JsonElement expected, JsonElement got, string? tag, JsonElement inner)
    {
        var text = tag switch
        {
            null when got.ValueKind == JsonValueKind.Number => got.GetRawText(),
            "int" or "float" or "number" or "bigint" when inner.ValueKind == JsonValueKind.String => JsonText.Of(inner),
            _ => null,
        };
        if (text is null)
        {
            return false;
        }

        if (Whole(expected.GetRawText()) is { } wanted && Whole(text) is { } whole && wanted == whole)
        {
            return true;
        }

        var (wholeExpected, wholeGiven) = (Whole(expected.GetRawText()) is not null, Whole(text) is not null);
        if (Real(expected.GetRawText()) is not { } exact || Real(text) is not { } given || (wholeExpected && wholeGiven && Absolute <= 0 && Relative <= 0))
        {
            return false;
        }

        // What is too large for a floating-point number is not infinite, and equals no other such number.
        return double.IsFinite(exact) && double.IsFinite(given)
            && (exact == given || Math.Abs(exact - given) <= Math.Max(Absolute, Relative * Math.Abs(exact)));
    }

    private static BigInteger? Whole(string text)
    {
        var negative = text.StartsWith('-');
        var digits = negative ? text[1..] : text;
        return digits.StartsWith("0x", StringComparison.Ordinal)
            ? BigInteger.TryParse("0" + digits[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) ? (negative ? -hex : hex) : null
            : digits.Length <= MostDigits && BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : null;
    }

    private static double? Real(string text) => Whole(text) is { } whole
        ? (double)whole
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && !double.IsNaN(value) ? value : null;

    private static JsonElement[]? Items(JsonElement got, string? tag, JsonElement inner, bool anyOrder) => tag switch
    {
        null when got.ValueKind == JsonValueKind.Array => [.. got.EnumerateArray()],
        "tuple" or "deque" or "typed" when inner.ValueKind == JsonValueKind.Array => [.. inner.EnumerateArray()],
        "set" or "frozenset" when anyOrder && inner.ValueKind == JsonValueKind.Array => [.. inner.EnumerateArray()],
        _ => null,
    };

    private bool EqualItems(JsonElement[] expected, JsonElement[] got, bool anyOrder, int depth)
    {
        if (expected.Length != got.Length)
        {
            return false;
        }

        if (!anyOrder)
        {
            return expected.Zip(got).All(pair => Equal(pair.First, pair.Second, false, depth + 1));
        }

        var free = got.ToList();
        foreach (var item in expected)
        {
            var at = free.FindIndex(candidate => Equal(item, candidate, false, depth + 1));
            if (at < 0)
            {
                return false;
            }

            free.RemoveAt(at);
        }

        return true;
    }

    private static Dictionary<string, JsonElement>? Entries(string? tag, JsonElement inner)
    {
        if (tag is not ("dict" or "object" or "map") || inner.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var entries = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var pair in inner.EnumerateArray())
        {
            if (pair.ValueKind != JsonValueKind.Array || pair.GetArrayLength() != 2)
            {
                return null;
            }

            var key = pair[0].ValueKind == JsonValueKind.String ? JsonText.Of(pair[0]) : pair[0].GetRawText();
            if (!entries.TryAdd(key, pair[1]))
            {
                return null;
            }
        }

        return entries;
    }

    private bool EqualEntries(JsonElement expected, Dictionary<string, JsonElement> got, int depth)
    {
        var wanted = expected.EnumerateObject().ToList();
        return wanted.Count == got.Count
            && wanted.All(entry => got.TryGetValue(entry.Name, out var value) && Equal(entry.Value, value, false, depth + 1));
    }
}
