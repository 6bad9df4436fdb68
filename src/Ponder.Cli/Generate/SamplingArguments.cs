using System.CommandLine;
using Ponder.Inference.Requests;

namespace Ponder.Cli.Generate;

/// <summary>The sampling options that every generating verb takes.</summary>
internal sealed class SamplingArguments
{
    private readonly Option<double> _temperature;
    private readonly Option<int> _topK = new("--top-k") { Description = "Keep only the k likeliest tokens; 0 keeps all", DefaultValueFactory = _ => 0 };
    private readonly Option<double> _topP = new("--top-p") { Description = "Keep the likeliest tokens that sum to this probability", DefaultValueFactory = _ => 1 };
    private readonly Option<double> _minP = new("--min-p") { Description = "Keep tokens at least this likely relative to the likeliest", DefaultValueFactory = _ => 0 };
    private readonly Option<int> _maxTokens = new("--max-tokens") { Description = "Limit of new tokens", DefaultValueFactory = _ => 512 };
    private readonly Option<string[]> _stop = new("--stop") { Description = "A text that ends the answer; may be given several times", DefaultValueFactory = _ => [] };
    private readonly Option<long> _seed = new("--seed") { Description = "Seed of the draws: same seed, same answer", DefaultValueFactory = _ => 0 };

    public SamplingArguments(Command verb, double temperature)
    {
        _temperature = new("--temperature", "-t") { Description = "0 always takes the likeliest token", DefaultValueFactory = _ => temperature };
        foreach (var option in new Option[] { _temperature, _topK, _topP, _minP, _maxTokens, _stop, _seed })
        {
            verb.Options.Add(option);
        }
    }

    public SamplingOptions Sampling(ParseResult parsed)
    {
        var sampling = new SamplingOptions
        {
            Temperature = parsed.GetValue(_temperature),
            TopK = parsed.GetValue(_topK),
            TopP = parsed.GetValue(_topP),
            MinP = parsed.GetValue(_minP),
            MaxNewTokens = parsed.GetValue(_maxTokens),
        };
        sampling.Validate();
        return sampling;
    }

    public StopOptions Stop(ParseResult parsed, IReadOnlyList<int> tokens) => new() { TokenIds = tokens, Strings = parsed.GetValue(_stop) ?? [] };

    public ulong Seed(ParseResult parsed) => (ulong)parsed.GetValue(_seed);
}
