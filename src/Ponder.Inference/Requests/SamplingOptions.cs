using Ponder.Text;

namespace Ponder.Inference.Requests;

/// <summary>
/// How a token is drawn from logits, in this order: divide by the temperature, min-p, top-k, top-p on what is left, draw.
/// That is vLLM's order; all of it in fp32 or better.
/// </summary>
public sealed record SamplingOptions
{
    /// <summary>Below this a temperature means greedy decoding.</summary>
    public const double GreedyBelow = 1e-5;

    /// <summary>Temperatures above <see cref="GreedyBelow"/> and below this are raised to it: logits beyond would overflow.</summary>
    public const double SmallestTemperature = 0.01;

    /// <summary>Greedy decoding: the most likely token, of equals the lowest id.</summary>
    public static SamplingOptions Greedy { get; } = new() { Temperature = 0 };

    /// <summary>Divisor of the logits, ≥ 0.</summary>
    /// <value>1; 0 is greedy, and values between 0 and 0.01 act as 0.01.</value>
    public double Temperature { get; init; } = 1;

    /// <summary>Keep the <c>k</c> largest logits and everything that ties with the last of them.</summary>
    /// <value>0 = off; also off when not smaller than the vocabulary.</value>
    public int TopK { get; init; }

    /// <summary>Keep the smallest set of most likely tokens whose probability reaches this, in (0, 1].</summary>
    /// <value>1 = off.</value>
    public double TopP { get; init; } = 1;

    /// <summary>Drop tokens less likely than this share of the most likely one, in [0, 1].</summary>
    /// <value>0 = off.</value>
    public double MinP { get; init; }

    /// <summary>Limit of new tokens, ≥ 1; the model's context limits them too.</summary>
    /// <value>256.</value>
    public int MaxNewTokens { get; init; } = 256;

    /// <summary>Whether the most likely token is taken without a draw.</summary>
    public bool IsGreedy => Temperature < GreedyBelow;

    /// <summary>Whether the distribution is only tempered: no top-k, top-p or min-p.</summary>
    public bool IsUntruncated => TopK <= 0 && TopP >= 1 && MinP <= 0;

    /// <summary>The temperature that divides the logits: 1 for greedy, at least <see cref="SmallestTemperature"/> otherwise.</summary>
    public double EffectiveTemperature => IsGreedy ? 1 : Math.Max(Temperature, SmallestTemperature);

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="UserException">A value is out of its range.</exception>
    public void Validate()
    {
        Require(double.IsFinite(Temperature) && Temperature >= 0, "temperature", "a number ≥ 0 (0 is greedy)", Temperature);
        Require(TopK >= -1, "top_k", "0 or −1 (off) or an integer ≥ 1", TopK);
        Require(TopP is > 0 and <= 1, "top_p", "a number in (0, 1] (1 is off)", TopP);
        Require(MinP is >= 0 and <= 1, "min_p", "a number in [0, 1] (0 is off)", MinP);
        Require(MaxNewTokens >= 1, "max_new_tokens", "an integer ≥ 1", MaxNewTokens);
    }

    private static void Require(bool holds, string name, string expected, double got)
    {
        if (!holds)
        {
            throw new UserException($"sampling.{name}: expected {expected}, got {got}");
        }
    }
}
