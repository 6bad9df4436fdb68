using FsCheck;
using FsCheck.Fluent;
using Ponder.Inference;
using Ponder.Inference.KvCache;
using Ponder.Inference.Requests;
using Ponder.Inference.Sampling;
using Ponder.Tensors.Random;
using Ponder.Numerics.Tests.Inference.Reference;
using Xunit;

namespace Ponder.Numerics.Tests.Inference;

/// <summary>Random requests under random sizes: results are those of one sequence at a time, no block leaks, no step exceeds its budget.</summary>
public class SchedulingPropertyTests
{
    private const int Vocabulary = 31;
    private const int ContextLength = 260;

    [Fact]
    public void Engine_random_requests_and_sizes_do_not_change_results()
    {
        Prop.ForAll(
            Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
            seed => CheckAsync(new Philox((ulong)seed)).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(40));
    }

    [Fact]
    public void Sampler_draws_only_what_the_truncation_keeps()
    {
        Prop.ForAll(
            Gen.Choose(0, int.MaxValue - 1).ToArbitrary(),
            seed =>
            {
                var stream = new Philox((ulong)seed);
                int vocabulary = 1 + (int)(300 * stream.UniformAt(0));
                var options = new SamplingOptions
                {
                    Temperature = 0.05 + 2 * stream.UniformAt(1),
                    TopK = (int)(20 * stream.UniformAt(2)),
                    TopP = 0.05 + 0.95 * stream.UniformAt(3),
                    MinP = 0.2 * stream.UniformAt(4),
                };
                float[] logits = [.. Enumerable.Range(0, vocabulary).Select(i => (float)Math.Round(8 * stream.UniformAt(10 + i), 1))];
                float inverse = (float)(1 / options.EffectiveTemperature);
                var row = new LogitsRow(logits, inverse, 0);
                var truncation = new Truncation(vocabulary);
                if (!truncation.Keep(row, options))
                {
                    return options.IsUntruncated || vocabulary <= options.TopK;
                }
                int[] kept = [.. truncation.Kept];
                double total = Enumerable.Range(0, kept.Length).Sum(truncation.Probability);
                var sampler = new TokenSampler();
                sampler.Add(0, options, inverse, stream.UniformAt(5));
                SampledToken token = sampler.Draw(logits, 1)[0];
                return Math.Abs(total - 1) < 1e-9 && kept.Contains(token.Id)
                    && Math.Abs(Math.Exp(token.LogProb) - truncation.Probability(Array.IndexOf(kept, token.Id))) < 1e-6;
            }).QuickCheckThrowOnFailure();
    }

    private static async Task<bool> CheckAsync(Philox stream)
    {
        long next = 0;
        int Draw(int from, int to) => from + (int)((to - from + 1) * stream.UniformAt(next++));

        int[] common = [.. Enumerable.Range(0, 140).Select(_ => Draw(0, Vocabulary - 1))];
        GenerationRequest[] requests = [.. Enumerable.Range(0, Draw(1, 8)).Select(i => new GenerationRequest
        {
            Prompt = [.. common.Take(Draw(0, 140)), .. Enumerable.Range(0, Draw(1, 40)).Select(_ => Draw(0, Vocabulary - 1))],
            Samples = Draw(1, 6),
            Sampling = new SamplingOptions { MaxNewTokens = Draw(1, 70), TopK = Draw(0, 3) },
            Stop = new StopOptions { TokenIds = [Draw(0, Vocabulary - 1)] },
            Key = new SampleKey(5, i, 0),
        })];
        int sequences = Draw(1, 12);
        var options = new EngineOptions { MaxSequences = sequences, MaxRows = Draw(sequences, 200), ReusePrefixes = Draw(0, 1) == 1 };
        var decoder = new HistoryDecoder(Vocabulary, ContextLength, Draw(BlockPool.For(ContextLength), 24));
        using var engine = new Engine(decoder, null, options);
        using var reference = new Engine(
            new HistoryDecoder(Vocabulary, ContextLength, 8), null, new EngineOptions { MaxSequences = 1, MaxRows = 300, ReusePrefixes = false });

        IReadOnlyList<IReadOnlyList<GenerationResult>> got = await engine.GenerateAsync(requests);

        bool same = engine.Counters.BlocksInUse == 0 && decoder.StepRows.All(rows => rows >= 1 && rows <= options.MaxRows);
        for (int i = 0; i < requests.Length; i++)
        {
            foreach ((GenerationResult a, GenerationResult b) in (await reference.GenerateAsync(requests[i])).Zip(got[i]))
            {
                same &= a.Tokens.SequenceEqual(b.Tokens) && a.LogProbs.SequenceEqual(b.LogProbs) && a.Finish == b.Finish;
            }
        }
        return same;
    }
}
