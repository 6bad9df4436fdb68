using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Ponder.Inference.Requests;

namespace Ponder.Cli.Generate;

/// <summary>The sampling options that every generating verb takes. What is not given comes from the verb's or a recipe's own values.</summary>
internal sealed class SamplingArguments
{
    private readonly Option<double?> _temperature;
    private readonly Option<int?> _topK;
    private readonly Option<double?> _topP;
    private readonly Option<double?> _minP;
    private readonly Option<int?> _maxTokens;
    private readonly Option<string[]> _stop = new("--stop") { Description = "A text that ends the answer; may be given several times", HelpName = "text", DefaultValueFactory = _ => [] };
    private readonly Option<ulong> _seed = new("--seed") { Description = "Seed of the draws: same seed, same answer", HelpName = "N", DefaultValueFactory = _ => 0 };

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="usual">What holds where nothing is given; null where recipes say it.</param>
    public SamplingArguments(Command verb, SamplingOptions? usual)
    {
        _temperature = Number(new("--temperature", "-t"), "0 always takes the likeliest token", usual?.Temperature, "a number of at least 0", value => double.IsFinite(value) && value >= 0);
        _topK = Whole(new("--top-k"), "Keep only the k likeliest tokens; 0 keeps all", usual?.TopK, "at least 0", value => value >= 0);
        _topP = Number(new("--top-p"), "Keep the likeliest tokens that sum to this probability", usual?.TopP, "a number above 0, at most 1", value => value is > 0 and <= 1);
        _minP = Number(new("--min-p"), "Keep tokens at least this likely relative to the likeliest", usual?.MinP, "a number from 0 to 1", value => value is >= 0 and <= 1);
        _maxTokens = Whole(new("--max-tokens"), "Limit of new tokens", usual?.MaxNewTokens, "at least 1", value => value >= 1);
        foreach (var option in new Option[] { _temperature, _topK, _topP, _minP, _maxTokens, _stop, _seed })
        {
            verb.Options.Add(option);
        }
    }

    /// <summary>What was given, and the rest from <paramref name="usual"/>.</summary>
    public SamplingOptions Sampling(ParseResult parsed, SamplingOptions usual)
    {
        var sampling = new SamplingOptions
        {
            Temperature = parsed.GetValue(_temperature) ?? usual.Temperature,
            TopK = parsed.GetValue(_topK) ?? usual.TopK,
            TopP = parsed.GetValue(_topP) ?? usual.TopP,
            MinP = parsed.GetValue(_minP) ?? usual.MinP,
            MaxNewTokens = parsed.GetValue(_maxTokens) ?? usual.MaxNewTokens,
        };
        sampling.Validate();
        return sampling;
    }

    public StopOptions Stop(ParseResult parsed, IReadOnlyList<int> tokens) => new() { TokenIds = tokens, Strings = parsed.GetValue(_stop) ?? [] };

    public ulong Seed(ParseResult parsed) => parsed.GetValue(_seed);

    private static Option<double?> Number(Option<double?> option, string meaning, double? usual, string expected, Predicate<double> holds)
    {
        Describe(option, meaning, usual?.ToString(CultureInfo.InvariantCulture));
        option.Validators.Add(result => Check(result, option, expected, value => value is not { } number || holds(number)));
        return option;
    }

    private static Option<int?> Whole(Option<int?> option, string meaning, int? usual, string expected, Predicate<int> holds)
    {
        Describe(option, meaning, usual?.ToString(CultureInfo.InvariantCulture));
        option.Validators.Add(result => Check(result, option, expected, value => value is not { } number || holds(number)));
        return option;
    }

    private static void Describe(Option option, string meaning, string? usual)
    {
        option.HelpName = "N";
        option.Description = $"{meaning} [default: {usual ?? "what the recipe says"}]";
    }

    private static void Check<T>(OptionResult result, Option<T> option, string expected, Predicate<T?> holds)
    {
        if (result.Tokens.Count > 0 && !result.Errors.Any() && !holds(result.GetValueOrDefault<T>()))
        {
            result.AddError($"{option.Name}: expected {expected}, got {result.Tokens[^1].Value}");
        }
    }
}
