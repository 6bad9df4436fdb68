using System.Globalization;

namespace Ponder.Runs.Reports;

/// <summary>Text and numbers as the page writes them.</summary>
internal static class Html
{
    /// <summary>Text that may hold anything, made safe for elements and attributes.</summary>
    public static string Escape(string? text) => (text ?? "")
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal).Replace("'", "&#39;", StringComparison.Ordinal);

    /// <summary>A number in three significant digits; large ones with k, M, G.</summary>
    public static string Number(double value)
    {
        var size = Math.Abs(value);
        var (scaled, suffix) = size switch
        {
            >= 999.5e6 => (value / 1e9, "G"),
            >= 999.5e3 => (value / 1e6, "M"),
            >= 9999.5 => (value / 1e3, "k"),
            _ => (value, ""),
        };
        var format = Math.Abs(scaled) switch
        {
            0 or >= 99.95 => "0",
            >= 9.995 => "0.#",
            >= 0.9995 => "0.##",
            >= 0.09995 => "0.###",
            >= 0.009995 => "0.####",
            >= 0.0009995 => "0.#####",
            _ => "0.##e-0",
        };
        return scaled.ToString(format, CultureInfo.InvariantCulture) + suffix;
    }

    /// <summary>A part of one as a percentage with one digit after the point.</summary>
    public static string Percent(double value) => (value * 100).ToString("0.0", CultureInfo.InvariantCulture) + "\u2009%";

    /// <summary>A round part of one, as axes have them, with no more digits than it needs.</summary>
    public static string RoundPercent(double value) => (value * 100).ToString("0.#", CultureInfo.InvariantCulture) + "\u2009%";

    /// <summary>A coordinate of a drawing.</summary>
    public static string Coordinate(double value, string format = "0.#") => value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>A length of time: <c>48 s</c>, <c>5 min 12 s</c>, <c>3 h 20 min</c>.</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalSeconds: < 10 } => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
        { TotalMinutes: < 1 } => $"{time.Seconds} s",
        { TotalHours: < 1 } => $"{time.Minutes} min {time.Seconds} s",
        _ => $"{(int)time.TotalHours} h {time.Minutes} min",
    };

    /// <summary>A number of bytes.</summary>
    public static string Bytes(double bytes) => bytes switch
    {
        0 => "0",
        >= 1L << 30 => (bytes / (1L << 30)).ToString("0.#", CultureInfo.InvariantCulture) + " GiB",
        >= 1L << 20 => (bytes / (1L << 20)).ToString("0.#", CultureInfo.InvariantCulture) + " MiB",
        _ => (bytes / 1024).ToString("0.#", CultureInfo.InvariantCulture) + " KiB",
    };
}
