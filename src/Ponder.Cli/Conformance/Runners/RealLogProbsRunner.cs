using Ponder.Models;
using Ponder.Tensors;

namespace Ponder.Cli.Conformance.Runners;

/// <summary>
/// One text of <c>logprobs.json</c>: ids, the log-probability of every token but the first, their sum, perplexity.
/// </summary>
internal sealed class RealLogProbsRunner : ICaseRunner
{
    public Comparison Run(ConformanceCase item, ConformanceContext context)
    {
        var comparison = new Comparison();
        var row = context.Row(item, key: "");
        var real = RealModel.Of(item);
        var ids = RealTokensRunner.Ids(row, "ids")!;
        var tokenizer = real.Tokenizer(context);
        comparison.Equal<int>("ids", ids, tokenizer.Encode(row.GetProperty("text").GetString()!, addSpecial: true));

        using var scope = TensorScope.Enter();
        using var noGrad = NoGrad.Enter();
        var (rows, targets) = GoldenModel.NextTokens([ids]);
        var (logp, _) = real.Load(context).Model.LogProbs(
            PackedBatch.From([ids]), Tensor.From(targets, targets.Length), 1, Tensor.From(rows, rows.Length));
        var got = logp.ToArray<float>();
        var expected = row.GetProperty("logprobs").EnumerateArray().Select(v => v.GetSingle()).ToArray();
        comparison.Near("logprobs", expected, got, real.LogProbs);

        var sum = got.Sum(v => (double)v);
        if (row.TryGetProperty("sum", out var total))
        {
            comparison.Near("sum", total.GetDouble(), sum, RealModel.Perplexity * got.Length);
        }

        var perplexity = row.GetProperty("perplexity").GetDouble();
        comparison.Near("perplexity", perplexity, Math.Exp(-sum / got.Length), RealModel.Perplexity * perplexity);
        return comparison;
    }
}
