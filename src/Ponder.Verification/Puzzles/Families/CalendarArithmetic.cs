using System.Globalization;
using System.Text.RegularExpressions;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>Days of the week, counts of days, leap years, by the Gregorian calendar.</summary>
internal static class CalendarArithmetic
{
    private const string Months = "January|February|March|April|May|June|July|August|September|October|November|December";
    private const string Days = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday";

    private static readonly Regex Date = new($@"(?:(?<day>{Days}), )?(?<month>{Months}) (?<d>\d{{1,2}})(?:, (?<y>\d{{4}}))?", RegexOptions.CultureInvariant);
    private static readonly Regex Slashed = new(@"(\d\d)/(\d\d)/(\d{4})", RegexOptions.CultureInvariant);
    private static readonly Regex Year = new(@"\b(\d{1,4})\b", RegexOptions.CultureInvariant);
    private static readonly Regex Offset = new(@"(\d{1,6})[ -]days?\b", RegexOptions.CultureInvariant);
    private static readonly Regex Weekday = new($"({Days})", RegexOptions.CultureInvariant);
    private static readonly Regex Ordinal = new($@"(first|second|third|fourth|last) ({Days}).*?({Months}) (\d{{4}})", RegexOptions.CultureInvariant);
    private static readonly Regex OrdinalAfter = new($@"({Months}) (\d{{4}}).*?(first|second|third|fourth|last) ({Days})", RegexOptions.CultureInvariant);

    public static Ruling Judge(PuzzleCase puzzle, string answer)
    {
        var expected = Answer(puzzle.Question) ?? puzzle.Reference;
        return expected is not null && PuzzleText.Number(expected) is { } number ? Ruling.Number(number, answer) : Ruling.Word(expected, answer);
    }

    private static string? Answer(string question)
    {
        if (question.Contains("leap year", StringComparison.Ordinal))
        {
            return Year.Match(question) is { Success: true } year ? IsLeap(year.Value) : null;
        }

        if (Ordinal.Match(question) is { Success: true } a && question.Contains("day of the month", StringComparison.Ordinal))
        {
            return Recurring(a.Groups[1].Value, a.Groups[2].Value, a.Groups[3].Value, a.Groups[4].Value);
        }

        if (OrdinalAfter.Match(question) is { Success: true } b && question.Contains("day of the month", StringComparison.Ordinal))
        {
            return Recurring(b.Groups[3].Value, b.Groups[4].Value, b.Groups[1].Value, b.Groups[2].Value);
        }

        if (Slashed.Match(question) is { Success: true } slashed)
        {
            return DateOnly.TryParseExact(slashed.Value, "MM/dd/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? $"{day.DayOfWeek}" : null;
        }

        var dates = Date.Matches(question);
        return dates.Count switch
        {
            1 when question.Contains("first day", StringComparison.Ordinal) || question.Contains("In a year where", StringComparison.Ordinal) => FromFirst(question, dates[0]),
            2 when question.Contains("January 1 fell", StringComparison.Ordinal) => FromFirst(question, dates[1]),
            1 => Single(question, dates[0]),
            2 when question.Contains("both", StringComparison.Ordinal) => Count(question, dates[0], dates[1]),
            _ => null,
        };
    }

    private static string? IsLeap(string year) =>
        PuzzleText.Int(year) is { } y and >= 1 and <= 9999 ? DateTime.IsLeapYear(y) ? "Yes" : "No" : null;

    private static string? Recurring(string ordinal, string weekday, string month, string year)
    {
        if (Read(month, "1", year) is not { } first || !Enum.TryParse<DayOfWeek>(weekday, out var wanted))
        {
            return null;
        }

        var days = Enumerable.Range(0, DateTime.DaysInMonth(first.Year, first.Month)).Select(first.AddDays).Where(d => d.DayOfWeek == wanted).ToArray();
        var index = ordinal switch { "first" => 0, "second" => 1, "third" => 2, "fourth" => 3, _ => days.Length - 1 };
        return index < days.Length ? $"{days[index].Day}" : "-1";
    }

    // The year is any that is not a leap year, unless the question says.
    private static string? FromFirst(string question, Match date)
    {
        if (!Enum.TryParse<DayOfWeek>(Weekday.Match(question).Value, out var first) || Read(date, "2022") is not { } day)
        {
            return null;
        }

        return $"{(DayOfWeek)(((int)first + day.DayOfYear - 1) % 7)}";
    }

    private static string? Single(string question, Match date)
    {
        if (!date.Groups["y"].Success || Read(date, "") is not { } day)
        {
            return null;
        }

        if (Offset.Match(question) is not { Success: true } offset)
        {
            return $"{day.DayOfWeek}";
        }

        var back = question.Contains(" ago", StringComparison.Ordinal) || question.Contains("before", StringComparison.Ordinal)
            || question.Contains("backward", StringComparison.Ordinal);
        return $"{day.AddDays((back ? -1 : 1) * (PuzzleText.Int(offset.Groups[1].Value) ?? 0)).DayOfWeek}";
    }

    private static string? Count(string question, Match from, Match to)
    {
        var year = to.Groups["y"].Value;
        if (Read(from, year) is not { } start || Read(to, year) is not { } end)
        {
            return null;
        }

        // Some questions leave the year of the first date out or carry the wrong year for the second: the named days of the
        // week tell which year is meant.
        end = Fit(to, end);
        start = Fit(from, start);
        end = end < start && end.AddYears(1) is var next && $"{next.DayOfWeek}" == to.Groups["day"].Value ? next : end;
        var wanted = question.Contains("usiness day", StringComparison.Ordinal) || question.Contains("weekdays (excluding", StringComparison.Ordinal)
            ? (Func<DayOfWeek, bool>)(d => d is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            : Target(question) is { } day ? d => d == day : null;
        return wanted is null || end < start ? null : $"{Enumerable.Range(0, end.DayNumber - start.DayNumber + 1).Count(i => wanted(start.AddDays(i).DayOfWeek))}";
    }

    private static DateOnly Fit(Match match, DateOnly date)
    {
        var named = match.Groups["day"].Value;
        return named.Length == 0 || $"{date.DayOfWeek}" == named ? date
            : $"{date.AddYears(1).DayOfWeek}" == named ? date.AddYears(1)
            : $"{date.AddYears(-1).DayOfWeek}" == named ? date.AddYears(-1)
            : date;
    }

    // The day of the week that is counted stands before "s are there", after "occurrences of" or after "times does".
    private static DayOfWeek? Target(string question)
    {
        var match = Regex.Match(question, $@"How many ({Days})s|occurrences of ({Days})|times does ({Days})", RegexOptions.CultureInvariant);
        var name = match.Groups.Values.Skip(1).FirstOrDefault(g => g.Success)?.Value;
        return Enum.TryParse<DayOfWeek>(name, out var day) ? day : null;
    }

    private static DateOnly? Read(Match match, string year) =>
        Read(match.Groups["month"].Value, match.Groups["d"].Value, match.Groups["y"] is { Success: true } y ? y.Value : year);

    private static DateOnly? Read(string month, string day, string year) =>
        DateOnly.TryParseExact($"{month} {day} {year}", "MMMM d yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
