using System.Globalization;
using System.Text.RegularExpressions;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>The time between two moments, in the form that the question asks for.</summary>
internal static class TimeIntervals
{
    private static readonly Regex Moments = new(
        @"\b(?:between|from|at) (?<a>.+?) (?:and ended at|and arrived at|and completed at|and|to) (?<b>[^?]+?)(?:\?|\. (?:Express|How|What|Answer|Give))", RegexOptions.CultureInvariant);

    private static readonly Regex Form = new(@" in ((?:D days|HH:MM)[^.]*(?:\.mmm)?)\.\s*$", RegexOptions.CultureInvariant);
    private static readonly Regex Zone = new(@" ([+-])(\d\d)(\d\d)$", RegexOptions.CultureInvariant);
    private static readonly Regex Weekday = new(@" ?\((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\)|^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, |^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ", RegexOptions.CultureInvariant);

    private static readonly Regex Answer = new(@"^(?:(?<d>-?\d{1,7}) days?)?(?:, )?(?:(?<h>\d{1,4}):(?<m>\d\d)(?::(?<s>\d\d)(?:\.(?<f>\d{3}))?)?)?$", RegexOptions.CultureInvariant);

    private static readonly string[] Formats =
    [
        "HH:mm", "HH:mm:ss", "HH:mm:ss.fff", "yyyy-MM-dd", "MMMM dd, yyyy", "MM/dd/yyyy", "MMM dd yyyy", "dd MMMM yyyy",
        "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "MMMM dd, yyyy 'at' HH:mm", "MMM dd yyyy HH:mm:ss", "dd MMMM yyyy, HH:mm",
    ];

    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var form = puzzle.Text("expected_format") ?? Form.Match(puzzle.Question).Groups[1].Value;
        var expected = Expected(puzzle.Question);
        var stored = puzzle.Reference is { } reference ? Read(reference, form) : null;
        if (expected is null && stored is null)
        {
            return Ruling.Unreadable;
        }

        return Read(answer, form) is not { } got ? Ruling.Malformed
            : Ruling.Of((expected is { } e && Truncate(e, form) == got) || got == stored, "different-interval");
    }

    // Tenths of microseconds that the form cannot show are cut.
    private static TimeSpan Truncate(TimeSpan value, string form)
    {
        var unit = form.EndsWith("mmm", StringComparison.Ordinal) ? TimeSpan.TicksPerMillisecond
            : form.EndsWith("SS", StringComparison.Ordinal) ? TimeSpan.TicksPerSecond
            : form.EndsWith("MM", StringComparison.Ordinal) ? TimeSpan.TicksPerMinute
            : TimeSpan.TicksPerDay;
        var rest = value.Ticks % unit;
        return TimeSpan.FromTicks(value.Ticks - (rest < 0 ? rest + unit : rest));
    }

    private static TimeSpan? Expected(string question)
    {
        var match = Moments.Match(question);
        return match.Success && Moment(match.Groups["a"].Value) is { } a && Moment(match.Groups["b"].Value) is { } b ? b - a : null;
    }

    private static DateTime? Moment(string text)
    {
        var zone = Zone.Match(text);
        var offset = TimeSpan.Zero;
        if (zone.Success)
        {
            offset = new TimeSpan(PuzzleText.Int(zone.Groups[2].Value) ?? 0, PuzzleText.Int(zone.Groups[3].Value) ?? 0, 0) * (zone.Groups[1].Value == "-" ? -1 : 1);
            text = text[..zone.Index];
        }

        text = Weekday.Replace(text, "").Trim();
        return DateTime.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault, out var moment) && moment.Year < 9000
            ? moment.AddDays(1) - offset
            : null;
    }

    private static TimeSpan? Read(string text, string form)
    {
        var match = Answer.Match(text.Trim());
        if (!match.Success || text.Length == 0 || match.Groups["d"].Success != form.StartsWith('D') || match.Groups["h"].Success != form.Contains("HH", StringComparison.Ordinal))
        {
            return null;
        }

        int Part(string name) => match.Groups[name] is { Success: true } group ? PuzzleText.Int(group.Value) ?? 0 : 0;
        return new TimeSpan(Part("d"), Part("h"), Part("m"), Part("s"), Part("f"));
    }
}
