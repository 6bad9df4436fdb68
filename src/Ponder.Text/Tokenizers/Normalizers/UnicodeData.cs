using System.Globalization;

namespace Ponder.Text.Tokenizers.Normalizers;

/// <summary>
/// Combining classes, decompositions and compositions of UAX #15, from the table beside this file. The runtime's own
/// normalization does nothing where globalization is invariant.
/// </summary>
internal sealed class UnicodeData
{
    private const int HangulBase = 0xAC00, LeadBase = 0x1100, VowelBase = 0x1161, TailBase = 0x11A7;
    private const int LeadCount = 19, VowelCount = 21, TailCount = 28, HangulCount = LeadCount * VowelCount * TailCount;

    private readonly Dictionary<int, byte> _classes = [];
    private readonly Dictionary<int, int[]> _canonical = [];
    private readonly Dictionary<int, int[]> _compatibility = [];
    private readonly Dictionary<(int First, int Second), int> _compositions = [];
    private readonly HashSet<int> _composesBackwards = [];

    private UnicodeData()
    {
        using var stream = typeof(UnicodeData).Assembly.GetManifestResourceStream("UnicodeDecompositions.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line[0] != '#')
            {
                ReadLine(line);
            }
        }
    }

    public static UnicodeData Instance { get; } = new();

    public byte ClassOf(int code) => code < 0x300 ? (byte)0 : _classes.GetValueOrDefault(code);

    /// <summary>Whether a character may join with the one before it, or be reordered before it.</summary>
    public bool DependsOnPrevious(int code)
    {
        return code >= 0x300 && (_classes.ContainsKey(code) || _composesBackwards.Contains(code)
            || code is >= VowelBase and < VowelBase + VowelCount or > TailBase and < TailBase + TailCount);
    }

    /// <summary>Appends the full decomposition of a code point.</summary>
    public void Decompose(int code, bool compatibility, List<int> into)
    {
        if (code is >= HangulBase and < HangulBase + HangulCount)
        {
            var index = code - HangulBase;
            into.Add(LeadBase + index / (VowelCount * TailCount));
            into.Add(VowelBase + index % (VowelCount * TailCount) / TailCount);
            if (index % TailCount != 0)
            {
                into.Add(TailBase + index % TailCount);
            }
        }
        else if (_canonical.TryGetValue(code, out var parts) || (compatibility && _compatibility.TryGetValue(code, out parts)))
        {
            foreach (var part in parts)
            {
                Decompose(part, compatibility, into);
            }
        }
        else
        {
            into.Add(code);
        }
    }

    /// <summary>The primary composite of two code points, or -1.</summary>
    public int Compose(int first, int second)
    {
        if (first is >= LeadBase and < LeadBase + LeadCount && second is >= VowelBase and < VowelBase + VowelCount)
        {
            return HangulBase + ((first - LeadBase) * VowelCount + (second - VowelBase)) * TailCount;
        }

        if (first is >= HangulBase and < HangulBase + HangulCount && (first - HangulBase) % TailCount == 0
            && second is > TailBase and < TailBase + TailCount)
        {
            return first + (second - TailBase);
        }

        return _compositions.TryGetValue((first, second), out var composite) ? composite : -1;
    }

    private void ReadLine(string line)
    {
        var sign = line.AsSpan().IndexOfAny(":=!~");
        var code = Hexadecimal(line.AsSpan(0, sign));
        if (line[sign] == ':')
        {
            _classes[code] = byte.Parse(line.AsSpan(sign + 1), CultureInfo.InvariantCulture);
            return;
        }

        var parts = line[(sign + 1)..].Split(' ').Select(p => Hexadecimal(p)).ToArray();
        (line[sign] == '~' ? _compatibility : _canonical)[code] = parts;
        if (line[sign] == '=' && parts.Length == 2)
        {
            _compositions[(parts[0], parts[1])] = code;
            _composesBackwards.Add(parts[1]);
        }
    }

    private static int Hexadecimal(ReadOnlySpan<char> digits)
    {
        return int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }
}
