using Ponder.Verification.Numbers;

namespace Ponder.Verification.Mathematics.Units;

/// <summary>Units with exact conversion.</summary>
internal static class UnitTable
{
    /// <summary>The dimension of "units", which stands for a unit that nobody named.</summary>
    public const string Generic = "unit";

    private static readonly Dictionary<string, (string Dimension, int Power, Rational Factor)> Units = Build();

    /// <summary>The unit with this name, or null. Plurals count.</summary>
    public static (string Dimension, int Power, Rational Factor)? Find(string word)
    {
        if (Units.TryGetValue(word, out var unit))
        {
            return unit;
        }

        var lower = word.ToLowerInvariant();
        if (word.Length > 2 && Units.TryGetValue(lower, out unit))
        {
            return unit;
        }

        return lower.Length > 3 && lower.EndsWith('s') && Units.TryGetValue(lower[..^1], out unit) ? unit : null;
    }

    private static Dictionary<string, (string Dimension, int Power, Rational Factor)> Build()
    {
        var table = new Dictionary<string, (string, int, Rational)>(StringComparer.Ordinal);
        void Add(string dimension, Rational factor, params ReadOnlySpan<string> names) => AddPower(dimension, 1, factor, names);
        void AddPower(string dimension, int power, Rational factor, params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                table[name] = (dimension, power, factor);
            }
        }

        Rational inch = new(254, 10000);
        Add("length", 1, "m", "meter", "metre", "米");
        Add("length", 1000, "km", "kilometer", "kilometre", "千米", "公里");
        Add("length", new(1, 100), "cm", "centimeter", "centimetre", "厘米");
        Add("length", new(1, 10), "dm", "decimeter", "decimetre", "分米");
        Add("length", new(1, 1000), "mm", "millimeter", "millimetre", "毫米");
        Add("length", new(1, 1_000_000), "micrometer", "micrometre");
        Add("length", new(1, 1_000_000_000), "nm", "nanometer", "nanometre");
        Add("length", inch, "in", "inch", "inches");
        Add("length", inch * 12, "ft", "foot", "feet");
        Add("length", inch * 36, "yd", "yard");
        Add("length", inch * 63360, "mi", "mile");
        AddPower("length", 2, 10000, "hectare", "ha");
        AddPower("length", 2, inch * inch * (63360L * 63360 / 640), "acre");
        AddPower("length", 3, new(1, 1000), "L", "l", "liter", "litre", "升");
        AddPower("length", 3, new(1, 1_000_000), "mL", "ml", "milliliter", "millilitre", "毫升");
        var gallon = inch * inch * inch * 231;
        AddPower("length", 3, gallon, "gallon", "gal");
        AddPower("length", 3, gallon / 4, "quart", "qt");
        AddPower("length", 3, gallon / 8, "pint", "pt");
        AddPower("length", 3, gallon / 16, "cup");
        AddPower("length", 3, gallon / 128, "fluid ounce");
        Add("time", 1, "s", "sec", "second", "秒");
        Add("time", new(1, 1000), "ms", "millisecond");
        Add("time", 60, "min", "mins", "minute", "分钟");
        Add("time", 3600, "h", "hr", "hrs", "hour", "小时");
        Add("time", 86400, "day", "天");
        Add("time", 604800, "week", "wk", "周");
        Add("month", 1, "month", "月");
        Add("month", 12, "year", "yr", "年");
        Add("mass", 1, "g", "gram", "gramme", "克");
        Add("mass", 1000, "kg", "kilogram", "kilo", "千克", "公斤");
        Add("mass", new(1, 1000), "mg", "milligram", "毫克");
        Add("mass", 1_000_000, "tonne", "metric ton", "吨");
        Add("mass", new(45359237, 100000), "lb", "lbs", "pound", "pounds");
        Add("mass", new(45359237, 1600000), "oz", "ounce");
        Add("mass", new(45359237, 50), "ton");
        Add("dollar", 1, "$", "dollar", "USD", "usd", "buck", "美元");
        Add("dollar", new(1, 100), "cent", "¢");
        Add("euro", 1, "€", "euro", "EUR");
        Add("sterling", 1, "£", "GBP");
        Add("sterling", new(1, 100), "pence");
        Add("yuan", 1, "¥", "yuan", "RMB", "CNY", "元");
        Add("rupee", 1, "₹", "rupee", "Rs");
        Add("angle", 1, "°", "degree", "deg", "度");
        Add("angle", new(1, 60), "arcminute");
        Add("angle", new(1, 3600), "arcsecond");
        Add("radian", 1, "rad", "radian", "弧度");
        Add("celsius", 1, "°C", "Celsius", "celsius");
        Add("fahrenheit", 1, "°F", "Fahrenheit", "fahrenheit");
        Add("kelvin", 1, "K", "kelvin");
        Add("force", 1, "N", "newton");
        Add("energy", 1, "J", "joule");
        Add("energy", 1000, "kJ", "kilojoule");
        Add("power", 1, "W", "watt");
        Add("power", 1000, "kW", "kilowatt");
        Add("voltage", 1, "V", "volt");
        Add("current", 1, "A", "amp", "ampere");
        Add("resistance", 1, "ohm");
        Add("pressure", 1, "Pa", "pascal");
        Add("frequency", 1, "Hz", "hertz");
        Add("amount", 1, "mol", "mole");
        Add(Generic, 1, "unit", "单位");
        return table;
    }
}
