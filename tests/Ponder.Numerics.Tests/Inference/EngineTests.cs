using Ponder.Inference;
using Ponder.Inference.KvCache;
using Ponder.Inference.Requests;
using Ponder.Text;
using Xunit;

namespace Ponder.Numerics.Tests.Inference;

/// <summary>The engine over a decoder that hashes what its block tables hold: scheduling must not be visible in results.</summary>
public class EngineTests
{
    private const int Vocabulary = 101;
    private const int ContextLength = 400;

    [Theory]
    [InlineData(1, 1, 40)]
    [InlineData(3, 7, 40)]
    [InlineData(8, 64, 40)]
    [InlineData(64, 512, 400)]
    [InlineData(12, 20, 9)]     // few blocks: preemption
    public async Task Engine_any_schedule_gives_the_same_completions(int maxSequences, int maxRows, int blocks)
    {
        GenerationRequest[] requests = [.. Requests(9)];
        using var reference = NewEngine(new EngineOptions { MaxSequences = 1, MaxRows = 400 }, 64);
        var expected = new List<IReadOnlyList<GenerationResult>>();
        foreach (GenerationRequest request in requests)
        {
            expected.Add(await reference.GenerateAsync(request));
        }

        using var engine = NewEngine(new EngineOptions { MaxSequences = maxSequences, MaxRows = maxRows }, blocks);
        IReadOnlyList<IReadOnlyList<GenerationResult>> got = await engine.GenerateAsync(requests);

        for (int i = 0; i < requests.Length; i++)
        {
            AssertSame(expected[i], got[i]);
        }
        Assert.Equal(0, engine.Counters.BlocksInUse);
        Assert.Equal(0, engine.Counters.Running + engine.Counters.Waiting);
        Assert.Equal(requests.Sum(r => r.Samples * r.Sampling.MaxNewTokens), engine.Counters.GeneratedTokens);
        Assert.True(blocks > 9 || engine.Counters.Preemptions > 0, "this case is meant to run out of blocks");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(200)]
    public async Task Engine_group_computes_its_prompt_once(int prompt)
    {
        var decoder = new HistoryDecoder(Vocabulary, ContextLength, 64);
        using var engine = new Engine(decoder, null, new EngineOptions { MaxSequences = 16, MaxRows = 64 });

        await engine.GenerateAsync(new GenerationRequest
        {
            Prompt = [.. Enumerable.Range(0, prompt).Select(i => i % Vocabulary)],
            Samples = 8,
            Sampling = new SamplingOptions { MaxNewTokens = 5 },
        });

        // The last token of a completion is never computed.
        Assert.Equal(prompt + 8 * 4, decoder.StepRows.Sum());
        Assert.Equal(7 * prompt, engine.Counters.SharedTokens);
        Assert.Equal(0, engine.Counters.BlocksInUse);
        Assert.All(decoder.StepRows, rows => Assert.InRange(rows, 1, 64));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Engine_prompts_that_begin_alike_compute_their_beginning_once(bool reuse)
    {
        var decoder = new HistoryDecoder(Vocabulary, ContextLength, 64);
        using var engine = new Engine(decoder, null, new EngineOptions { MaxSequences = 16, MaxRows = 512, ReusePrefixes = reuse });
        int[] examples = [.. Enumerable.Range(0, 150).Select(i => i * 7 % Vocabulary)];
        GenerationRequest[] requests = [.. Enumerable.Range(0, 6).Select(i => new GenerationRequest
        {
            Prompt = [.. examples, i, i + 1],
            Samples = 2,
            Sampling = new SamplingOptions { MaxNewTokens = 4 },
            Key = new SampleKey(1, 1, i),
        })];
        using var reference = NewEngine(new EngineOptions { MaxSequences = 1, ReusePrefixes = false }, 64);

        IReadOnlyList<IReadOnlyList<GenerationResult>> together = await engine.GenerateAsync(requests);
        IReadOnlyList<GenerationResult> again = await engine.GenerateAsync(requests[3]);

        // 152 tokens of which 128 lie in whole blocks; 3 more per completion.
        int computed = reuse ? 152 + 5 * 24 + 24 : 7 * 152;
        Assert.Equal(computed + 7 * 2 * 3, decoder.StepRows.Sum());
        for (int i = 0; i < requests.Length; i++)
        {
            AssertSame(await reference.GenerateAsync(requests[i]), together[i]);
        }
        AssertSame(together[3], again);
        Assert.Equal(0, engine.Counters.BlocksInUse);

        engine.Publish(new HistoryDecoder.Weights(9), 1);
        int before = decoder.StepRows.Sum();
        await engine.GenerateAsync(requests[3]);
        Assert.Equal(152 + 2 * 3, decoder.StepRows.Sum() - before);
    }

    [Fact]
    public async Task Engine_group_larger_than_the_batch_still_answers_in_order()
    {
        using var engine = NewEngine(new EngineOptions { MaxSequences = 3, MaxRows = 8 }, 64);
        IReadOnlyList<GenerationResult> results = await engine.GenerateAsync(Requests(1).First() with { Samples = 10 });
        Assert.Equal(Enumerable.Range(0, 10), results.Select(result => result.Sample));
        Assert.Equal(10, results.Select(result => string.Join(',', result.Tokens)).Distinct().Count());
    }

    [Fact]
    public async Task Engine_long_prompt_does_not_hold_up_running_completions()
    {
        var decoder = new HistoryDecoder(Vocabulary, ContextLength, 64);
        using var engine = new Engine(decoder, null, new EngineOptions { MaxSequences = 8, MaxRows = 16 });
        var first = engine.GenerateAsync(new GenerationRequest { Prompt = [1], Sampling = new SamplingOptions { MaxNewTokens = 60 } });
        var second = engine.GenerateAsync(
            new GenerationRequest { Prompt = new int[300], Sampling = new SamplingOptions { MaxNewTokens = 1 } });
        await Task.WhenAll(first, second);
        Assert.Equal(60, (await first)[0].Tokens.Length);
        Assert.All(decoder.StepRows, rows => Assert.InRange(rows, 1, 16));
        Assert.InRange(engine.Counters.Steps, 60, 82);
    }

    [Fact]
    public async Task Engine_stop_token_ends_a_completion_and_belongs_to_it()
    {
        using var engine = NewEngine(new EngineOptions(), 64);
        var request = new GenerationRequest { Prompt = [1, 2, 3], Sampling = new SamplingOptions { MaxNewTokens = 50 } };
        int[] free = (await engine.GenerateAsync(request))[0].Tokens;
        int stop = free[6];
        int length = Array.IndexOf(free, stop) + 1;

        GenerationResult result = (await engine.GenerateAsync(request with { Stop = new StopOptions { TokenIds = [stop] } }))[0];

        Assert.Equal(free[..length], result.Tokens);
        Assert.Equal(length, result.LogProbs.Length);
        Assert.Equal(length, result.Versions.Length);
        Assert.Equal(FinishReason.Stop, result.Finish);
    }

    [Fact]
    public async Task Engine_stop_string_ends_a_completion_across_tokens()
    {
        using var engine = new Engine(new HistoryDecoder(256, ContextLength, 64), new ByteTokenizer(), new EngineOptions());
        var request = new GenerationRequest { Prompt = [65], Sampling = new SamplingOptions { MaxNewTokens = 200 } };
        GenerationResult free = (await engine.GenerateAsync(request))[0];
        int at = Enumerable.Range(5, 180).First(i => free.Tokens[i] is > 32 and < 127 && free.Tokens[i + 1] is > 32 and < 127);
        string stop = new([(char)free.Tokens[at], (char)free.Tokens[at + 1]]);

        var streamed = new List<GeneratedToken>();
        GenerationResult result = (await engine.GenerateAsync(request with { Stop = new StopOptions { Strings = [stop] } }, streamed.Add))[0];

        Assert.Equal(free.Tokens[..(at + 2)], result.Tokens);
        Assert.Equal(stop, result.StopString);
        Assert.Equal(FinishReason.Stop, result.Finish);
        Assert.Equal(result.Text, string.Concat(streamed.Select(token => token.Text)));
        Assert.Equal(free.Text![..result.Text!.Length], result.Text);
        Assert.DoesNotContain(stop, result.Text, StringComparison.Ordinal);
        Assert.True(streamed[^1].IsLast);
    }

    [Fact]
    public async Task Engine_context_limits_a_completion()
    {
        using var engine = NewEngine(new EngineOptions(), 64);
        GenerationResult result = (await engine.GenerateAsync(
            new GenerationRequest { Prompt = new int[ContextLength - 3], Sampling = new SamplingOptions { MaxNewTokens = 50 } }))[0];
        Assert.Equal(3, result.Tokens.Length);
        Assert.Equal(FinishReason.Length, result.Finish);
    }

    [Theory]
    [InlineData(KvAfterPublish.Recompute)]
    [InlineData(KvAfterPublish.Keep)]
    public async Task Engine_publish_in_the_middle_changes_versions_from_the_next_token(KvAfterPublish policy)
    {
        using var engine = NewEngine(new EngineOptions { AfterPublish = policy, MaxRows = 256 }, 64);
        var request = new GenerationRequest { Prompt = [5, 6, 7], Samples = 3, Sampling = new SamplingOptions { MaxNewTokens = 20 } };
        IReadOnlyList<GenerationResult> old = await engine.GenerateAsync(request);

        IReadOnlyList<GenerationResult> mixed = await engine.GenerateAsync(request, token =>
        {
            if (token is { Sample: 2, Id: var id } && id == old[2].Tokens[9] && engine.Counters.Version == 0)
            {
                engine.Publish(new HistoryDecoder.Weights(77), 1);
            }
        });

        foreach ((GenerationResult before, GenerationResult after) in old.Zip(mixed))
        {
            int first = Array.IndexOf(after.Versions, 1);
            Assert.InRange(first, 1, 19);
            Assert.All(after.Versions[first..], version => Assert.Equal(1, version));
            Assert.Equal(before.Tokens[..first], after.Tokens[..first]);
            Assert.NotEqual(before.Tokens, after.Tokens);
        }
        Assert.Equal(0, engine.Counters.BlocksInUse);
        Assert.Equal(0, engine.Counters.Preemptions);
    }

    private static Engine NewEngine(EngineOptions options, int blocks) =>
        new(new HistoryDecoder(Vocabulary, ContextLength, blocks), null, options);

    private static IEnumerable<GenerationRequest> Requests(int count) => Enumerable.Range(0, count).Select(i => new GenerationRequest
    {
        Prompt = [.. Enumerable.Range(0, 1 + 37 * i % 150).Select(j => (i * 13 + j * j) % Vocabulary)],
        Samples = 1 + 5 * i % 7,
        Key = new SampleKey(42, i % 2, i),
        Sampling = new SamplingOptions
        {
            MaxNewTokens = 3 + 29 * i % 90,
            Temperature = i % 3 == 0 ? 0.8 : 1,
            TopK = i % 4 == 1 ? 20 : 0,
            TopP = i % 4 == 2 ? 0.9 : 1,
        },
    });

    private static void AssertSame(IReadOnlyList<GenerationResult> expected, IReadOnlyList<GenerationResult> got)
    {
        Assert.Equal(expected.Count, got.Count);
        foreach ((GenerationResult a, GenerationResult b) in expected.Zip(got))
        {
            Assert.Equal(a.Tokens, b.Tokens);
            Assert.Equal(a.LogProbs, b.LogProbs);
            Assert.Equal(a.Finish, b.Finish);
        }
    }
}
