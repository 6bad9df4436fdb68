using Ponder.Inference.Decoding;
using Ponder.Inference.KvCache;
using Ponder.Inference.Requests;
using Ponder.Inference.Scheduling;
using Ponder.Text;
using Ponder.Text.Tokenizers;

namespace Ponder.Inference;

/// <summary>
/// Continues prompts: continuous batching over a block KV cache on one thread of its own. Requests may arrive at any time and are computed together; what a
/// request gets does not depend on the others, nor on chunks, preemptions or the number of threads.
/// </summary>
/// <remarks>All public members are thread-safe. In exact mode log-probabilities equal those of a training forward pass bit for bit.</remarks>
public sealed partial class Engine : IDisposable
{
    private readonly IDecoder _decoder;
    private readonly EngineLoop _loop;
    private bool _disposed;

    internal Engine(IDecoder decoder, ITokenizer? tokenizer, EngineOptions options, TimeProvider? time = null)
    {
        options.Validate();
        _decoder = decoder;
        Tokenizer = tokenizer;
        Options = options;
        _loop = new EngineLoop(decoder, options, time ?? TimeProvider.System);
    }

    /// <summary>Turns tokens into text; null for an engine that gives tokens only.</summary>
    public ITokenizer? Tokenizer { get; }

    /// <summary>The sizes that it was made with.</summary>
    public EngineOptions Options { get; }

    /// <summary>Number of token ids.</summary>
    public int Vocabulary => _decoder.Vocabulary;

    /// <summary>Positions that a prompt and its completion may have together.</summary>
    public int Context => _decoder.Context;

    /// <summary>What has been done so far.</summary>
    public EngineCounters Counters => _loop.Counters;

    /// <summary>Continues one prompt.</summary>
    /// <param name="request">The prompt and how to continue it.</param>
    /// <param name="cancellation">Ends the request; the task is then cancelled and its blocks are free at the next step.</param>
    /// <returns>One result per sample, in order.</returns>
    /// <exception cref="UserException">The request is out of range: an empty prompt, one that fills the context, unknown tokens.</exception>
    /// <exception cref="GenerationException">The model's logits are not numbers.</exception>
    public Task<IReadOnlyList<GenerationResult>> GenerateAsync(GenerationRequest request, CancellationToken cancellation = default) =>
        GenerateAsync(request, null, cancellation);

    /// <summary>Continues one prompt and tells of every token as it comes.</summary>
    /// <param name="request">The prompt and how to continue it.</param>
    /// <param name="onToken">Called on the engine's thread, which waits for it; an exception ends the request.</param>
    /// <param name="cancellation">Ends the request.</param>
    public Task<IReadOnlyList<GenerationResult>> GenerateAsync(
        GenerationRequest request, Action<GeneratedToken>? onToken, CancellationToken cancellation = default)
    {
        ActiveRequest active = Check(request, onToken);
        _loop.Submit([active], cancellation);
        return active.Task;
    }

    /// <summary>Continues many prompts; they enter the batch together.</summary>
    /// <returns>The results of each request, in order.</returns>
    public Task<IReadOnlyList<IReadOnlyList<GenerationResult>>> GenerateAsync(
        IReadOnlyList<GenerationRequest> requests, CancellationToken cancellation = default) => GenerateAsync(requests, null, cancellation);

    /// <summary>Continues many prompts and hands over every completion as soon as it has ended, while others go on.</summary>
    /// <param name="requests">The prompts; they enter the batch together.</param>
    /// <param name="onResult">
    /// Hears the number of the request and its completion, on the engine's thread, which waits for it; an exception ends the request.
    /// </param>
    /// <param name="cancellation">Ends the requests.</param>
    /// <returns>The results of each request, in order.</returns>
    public async Task<IReadOnlyList<IReadOnlyList<GenerationResult>>> GenerateAsync(
        IReadOnlyList<GenerationRequest> requests, Action<int, GenerationResult>? onResult, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        ActiveRequest[] active = [.. requests.Select((request, i) => Check(request, null, onResult is null ? null : result => onResult(i, result)))];
        _loop.Submit(active, cancellation);
        return await Task.WhenAll(active.Select(request => request.Task)).ConfigureAwait(false);
    }

    /// <summary>
    /// Makes packed weights the ones in use before the next step. Completions in progress go on with them from their next token, whose version says so.
    /// </summary>
    /// <param name="weights">From <c>Pack</c>; taken over.</param>
    /// <param name="version">The number that is recorded with every token from now on.</param>
    public void Publish(PackedWeights weights, int version)
    {
        ArgumentNullException.ThrowIfNull(weights);
        _loop.Publish(weights, version);
    }

    /// <summary>Stops the thread; requests that are not complete fail with <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _loop.Dispose();
            _decoder.Dispose();
        }
    }

    private ActiveRequest Check(GenerationRequest request, Action<GeneratedToken>? onToken, Action<GenerationResult>? onResult = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Sampling.Validate();
        request.Stop.Validate(Vocabulary);
        if (request.Samples < 1 || (request.Samples > 1 && request.Sampling.IsGreedy))
        {
            throw new UserException($"samples: expected at least 1, and 1 with temperature 0 (all would be the same), got {request.Samples}");
        }
        if (request.Prompt.Length == 0)
        {
            throw new UserException("prompt: expected at least one token, got none; begin with the tokenizer's BOS token to continue from nothing");
        }
        if (request.Prompt.Length >= Context)
        {
            throw new UserException($"prompt: expected fewer tokens than the context of {Context}, got {request.Prompt.Length}");
        }
        if (Array.FindIndex(request.Prompt, id => id < 0 || id >= Vocabulary) is >= 0 and int at)
        {
            throw new UserException($"prompt: token {at} is {request.Prompt[at]}, outside the vocabulary of {Vocabulary}; was another tokenizer used?");
        }
        if (request.Stop.Strings.Count > 0 && Tokenizer is null)
        {
            throw new UserException("stop.strings: this engine has no tokenizer, so it cannot look for texts; use stop.token_ids");
        }
        var active = new ActiveRequest(request, Tokenizer, Context, onToken, onResult);
        int needed = BlockPool.For(request.Prompt.Length + active.MaxOutput);
        if (needed > _decoder.Blocks)
        {
            throw new UserException(
                $"prompt and completion: {request.Prompt.Length} + {active.MaxOutput} tokens need {needed} blocks of the KV cache, which has " +
                $"{_decoder.Blocks}; raise engine.kv_bytes or lower max_new_tokens");
        }
        return active;
    }
}
