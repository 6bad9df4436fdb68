using Ponder.Inference;
using Ponder.Inference.Requests;
using Ponder.Text;
using Xunit;

namespace Ponder.Numerics.Tests.Inference;

/// <summary>What a request that cannot be served, or is given up, leaves behind: an engine that serves the others.</summary>
public class EngineFailureTests
{
    private const int Vocabulary = 101;
    private const int ContextLength = 400;

    [Fact]
    public async Task Engine_logits_that_are_not_numbers_fail_their_request_only()
    {
        var decoder = new HistoryDecoder(Vocabulary, ContextLength, 64) { Poison = 100 };
        using var engine = new Engine(decoder, null, new EngineOptions());
        var bad = engine.GenerateAsync(new GenerationRequest { Prompt = [3, 100], Samples = 4 });
        var good = engine.GenerateAsync(new GenerationRequest
        {
            Prompt = [3, 4],
            Sampling = new SamplingOptions { MaxNewTokens = 4, TopK = 5 },
            Stop = new StopOptions { TokenIds = [100] },
        });

        GenerationException error = await Assert.ThrowsAsync<GenerationException>(() => bad);

        Assert.Contains("nan_logits", error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(await good);
        Assert.Equal(0, engine.Counters.BlocksInUse);
    }

    [Fact]
    public async Task Engine_cancelled_request_gives_its_blocks_back()
    {
        using var engine = NewEngine(new EngineOptions { MaxSequences = 2, MaxRows = 4 }, 64);
        using var cancellation = new CancellationTokenSource();
        Task<IReadOnlyList<GenerationResult>> task = engine.GenerateAsync(
            new GenerationRequest { Prompt = new int[100], Samples = 9, Sampling = new SamplingOptions { MaxNewTokens = 250 } },
            token => cancellation.Cancel(),
            cancellation.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);

        await engine.GenerateAsync(new GenerationRequest { Prompt = [1], Sampling = new SamplingOptions { MaxNewTokens = 1 } });
        Assert.Equal(0, engine.Counters.BlocksInUse);
        Assert.Equal(0, engine.Counters.Waiting);
    }

    [Fact]
    public async Task Engine_callback_that_throws_fails_its_request_only()
    {
        using var engine = NewEngine(new EngineOptions(), 64);
        Task<IReadOnlyList<GenerationResult>> bad = engine.GenerateAsync(
            new GenerationRequest { Prompt = [1] }, _ => throw new FormatException("mine"));
        await Assert.ThrowsAsync<FormatException>(() => bad);
        Assert.NotEmpty(await engine.GenerateAsync(new GenerationRequest { Prompt = [1] }));
    }

    [Fact]
    public async Task Engine_whose_decoder_fails_tells_everybody()
    {
        var decoder = new HistoryDecoder(Vocabulary, ContextLength, 64) { Failure = new InvalidOperationException("broken") };
        using var engine = new Engine(decoder, null, new EngineOptions());
        var request = new GenerationRequest { Prompt = [1] };
        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.GenerateAsync(request));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await engine.GenerateAsync(request));
    }

    [Fact]
    public async Task Engine_disposed_fails_what_is_not_complete()
    {
        var engine = NewEngine(new EngineOptions(), 64);
        Task<IReadOnlyList<GenerationResult>> task;
        using (engine)
        {
            task = engine.GenerateAsync(new GenerationRequest { Prompt = [1], Samples = 40, Sampling = new SamplingOptions { MaxNewTokens = 300 } });
        }
        Exception? error = await Record.ExceptionAsync(() => task);
        Assert.True(error is null or ObjectDisposedException);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await engine.GenerateAsync(new GenerationRequest { Prompt = [1] }));
    }

    [Fact]
    public void Engine_request_out_of_range_is_refused_with_a_reason()
    {
        using var engine = NewEngine(new EngineOptions(), 4);
        var good = new GenerationRequest { Prompt = [1] };
        AssertRefused("at least one token", good with { Prompt = [] });
        AssertRefused("context of 400", good with { Prompt = new int[ContextLength] });
        AssertRefused("outside the vocabulary", good with { Prompt = [1, Vocabulary] });
        AssertRefused("blocks of the KV cache", good with { Prompt = new int[200], Sampling = new SamplingOptions { MaxNewTokens = 190 } });
        AssertRefused("no tokenizer", good with { Stop = new StopOptions { Strings = ["x"] } });
        AssertRefused("stop.token_ids", good with { Stop = new StopOptions { TokenIds = [-1] } });
        AssertRefused("samples", good with { Samples = 0 });
        AssertRefused("temperature 0", good with { Samples = 2, Sampling = SamplingOptions.Greedy });

        void AssertRefused(string reason, GenerationRequest request)
        {
            UserException error = Assert.Throws<UserException>(() => { _ = engine.GenerateAsync(request); });
            Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        }
    }

    private static Engine NewEngine(EngineOptions options, int blocks) =>
        new(new HistoryDecoder(Vocabulary, ContextLength, blocks), null, options);
}
