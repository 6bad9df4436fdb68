using System.Text.Json;
using Ponder.Models;
using Ponder.Tensors;
using Ponder.Text;
using Ponder.Text.ChatTemplates;

namespace Ponder.Cli.Conformance.Runners;

/// <summary>
/// One prompt of <c>generation.json</c>: its ids, the best logits, log-sum-exp and mean at some positions, greedy ids
/// and text.
/// </summary>
internal sealed class RealGenerationRunner : ICaseRunner
{
    public Comparison Run(ConformanceCase item, ConformanceContext context)
    {
        var comparison = new Comparison();
        var row = context.Row(item, key: "");
        var real = RealModel.Of(item);
        var model = real.Load(context).Model;
        var prompt = RealTokensRunner.Ids(row, "ids")!;
        var greedy = RealTokensRunner.Ids(row, "greedy_ids")!;
        ComparePrompt(comparison, row, real, context, prompt);
        CompareLogits(comparison, row, real, model, [.. prompt, .. greedy]);
        CompareGreedy(comparison, row, model, prompt, greedy);
        if (row.TryGetProperty("greedy_text", out var text))
        {
            var tokenizer = real.Tokenizer(context);
            var (alone, whole) = (tokenizer.Decode(greedy, skipSpecial: false), tokenizer.Decode([.. prompt, .. greedy]));
            comparison.Require(text.GetString() == alone || text.GetString() == whole, $"greedy_text: expected \"{text}\", got \"{alone}\"");
        }

        return comparison;
    }

    private static void ComparePrompt(Comparison comparison, JsonElement row, RealModel real, ConformanceContext context, int[] prompt)
    {
        var tokenizer = real.Tokenizer(context);
        if (row.TryGetProperty("prompt", out var bare))
        {
            // The empty prompt is BOS alone.
            var words = bare.GetString()!;
            comparison.Equal<int>("ids", prompt, words.Length == 0 ? [tokenizer.BosId!.Value] : tokenizer.Encode(words, addSpecial: true));
            return;
        }

        var text = row.GetProperty("text").GetString()!;
        comparison.Equal<int>("ids", prompt, tokenizer.Encode(text));
        if (row.TryGetProperty("messages", out var messages) && messages.ValueKind == JsonValueKind.Array)
        {
            var template = KnownTemplates.Resolve(ChatTemplateSource.FromFolder(real.PathIn(context), tokenizer.Config));
            var conversation = messages.EnumerateArray()
                .Select(m => new Message(m.GetProperty("role").GetString()!, m.GetProperty("content").GetString()!)).ToList();
            comparison.Equal("text", text, template.Render(conversation, addGenerationPrompt: true));
        }
    }

    private static void CompareLogits(Comparison comparison, JsonElement row, RealModel real, ILanguageModel model, int[] text)
    {
        using var scope = TensorScope.Enter();
        using var noGrad = NoGrad.Enter();
        var places = row.GetProperty("logits_at").EnumerateArray().ToList();
        var rows = places.Select(place => place.GetProperty("position").GetInt64()).ToArray();
        var needed = (int)rows.Max() + 1;
        var logits = model.Logits(PackedBatch.From([text[..needed]]), Tensor.From(rows, rows.Length));   // [R, V]
        for (var r = 0; r < places.Count; r++)
        {
            var (place, at) = (places[r], $"position {rows[r]}");
            var values = logits.Select(0, r).Contiguous().ToArray<float>();
            var ids = RealTokensRunner.Ids(place, "ids")!;
            comparison.Near(
                $"logits at {at}", [.. place.GetProperty("logits").EnumerateArray().Select(v => v.GetSingle())],
                Array.ConvertAll(ids, id => values[id]), real.Logits);

            // No other id may be among the best by more than the tolerance.
            var best = ids.ToHashSet();
            var least = ids.Min(id => values[id]);
            comparison.Require(
                !values.Where((value, id) => value > least + (2 * real.Logits) && !best.Contains(id)).Any(),
                $"the best {ids.Length} ids at {at} differ");
            comparison.Near($"log-sum-exp at {at}", place.GetProperty("logsumexp").GetDouble(), LogSumExp(values), real.Logits);
            if (place.TryGetProperty("mean", out var mean))
            {
                comparison.Near($"mean logit at {at}", mean.GetDouble(), values.Average(v => (double)v), real.Logits);
            }
        }
    }

    private static void CompareGreedy(Comparison comparison, JsonElement row, ILanguageModel model, int[] prompt, int[] greedy)
    {
        var certain = greedy.Length;
        if (row.TryGetProperty("greedy_margin", out var margins))
        {
            certain = margins.EnumerateArray().TakeWhile(margin => margin.GetDouble() >= RealModel.GreedyMargin).Count();
        }

        var (ids, _) = GreedyReplay.Run(model, prompt, greedy);
        comparison.Equal<int>("greedy_ids", greedy.AsSpan(0, certain), ids.AsSpan(0, certain));
    }

    private static double LogSumExp(float[] values)
    {
        var most = values.Max();
        return most + Math.Log(values.Sum(value => Math.Exp((double)value - most)));
    }
}
