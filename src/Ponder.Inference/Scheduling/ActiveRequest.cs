using Ponder.Inference.Detokenizing;
using Ponder.Inference.Requests;
using Ponder.Tensors.Random;
using Ponder.Text;
using Ponder.Text.Tokenizers;

namespace Ponder.Inference.Scheduling;

/// <summary>A request in an engine: its completions, what each has said so far, and the promise to its caller.</summary>
internal sealed class ActiveRequest : SequenceGroup
{
    private readonly GenerationResult?[] _results;
    private readonly CompletionText?[] _texts;
    private readonly Philox[] _streams;
    private readonly ITokenizer? _tokenizer;
    private readonly Action<GeneratedToken>? _onToken;
    private readonly Action<GenerationResult>? _onResult;
    private readonly TaskCompletionSource<IReadOnlyList<GenerationResult>> _promise = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly bool _incremental;
    private int _unfinished;

    public ActiveRequest(GenerationRequest request, ITokenizer? tokenizer, int context, Action<GeneratedToken>? onToken, Action<GenerationResult>? onResult = null)
        : base(request.Prompt, request.Samples)
    {
        Request = request;
        _tokenizer = tokenizer;
        _onToken = onToken;
        _onResult = onResult;
        _incremental = request.Stop.Strings.Count > 0 || onToken is not null;
        _unfinished = request.Samples;
        _results = new GenerationResult?[request.Samples];
        _texts = new CompletionText?[request.Samples];
        (ulong seed, long step, long prompt) = request.Key;
        _streams = [.. Enumerable.Range(0, request.Samples).Select(sample => Philox.ForSample(seed, step, prompt, sample))];
        MaxOutput = Math.Min(request.Sampling.MaxNewTokens, context - request.Prompt.Length);
        InverseTemperature = (float)(1.0 / request.Sampling.EffectiveTemperature);
    }

    public GenerationRequest Request { get; }

    /// <summary>Limit of new tokens: the request's, or what the context leaves.</summary>
    public int MaxOutput { get; }

    public float InverseTemperature { get; }

    public Task<IReadOnlyList<GenerationResult>> Task => _promise.Task;

    /// <summary>Whether the caller already has its answer, be it an error.</summary>
    public bool IsDone => _promise.Task.IsCompleted;

    /// <summary>The draw of a sequence's next token.</summary>
    public double NextUniform(Sequence sequence) => _streams[sequence.Sample].UniformAt(sequence.Output.Count);

    /// <summary>Takes a drawn token.</summary>
    /// <returns>Whether the completion ends with it.</returns>
    public bool Accept(Sequence sequence, int token, float logProb, int version)
    {
        sequence.Output.Add(token);
        sequence.LogProbs.Add(logProb);
        sequence.Versions.Add(version);
        bool stopToken = Request.Stop.TokenIds.Contains(token);
        string fresh = "";
        CompletionText? text = null;
        if (_incremental && _tokenizer is not null)
        {
            text = _texts[sequence.Sample] ??= NewText();
            fresh = stopToken ? "" : text.Append(token);
        }
        bool stopped = stopToken || text?.StopString is not null;
        bool ends = stopped || sequence.Output.Count >= MaxOutput;
        if (ends)
        {
            fresh += text?.Finish();
            Finish(sequence, stopped, stopToken);
        }
        _onToken?.Invoke(new GeneratedToken(sequence.Sample, token, logProb, fresh, ends));
        return ends;
    }

    /// <summary>Whether all completions have ended.</summary>
    public bool IsComplete => _unfinished == 0;

    public void Answer() =>
        _promise.TrySetResult(Array.ConvertAll(_results, result => result ?? throw new InvalidOperationException("a completion has no result")));

    public void Fail(Exception error) => _promise.TrySetException(error);

    public void Cancel(CancellationToken token) => _promise.TrySetCanceled(token);

    private void Finish(Sequence sequence, bool stopped, bool stopToken)
    {
        int[] tokens = [.. sequence.Output];
        CompletionText? text = _texts[sequence.Sample];
        if (text is null && _tokenizer is not null)
        {
            text = NewText();
            text.Append(tokens.AsSpan(0, tokens.Length - (stopToken ? 1 : 0)));
            text.Finish();
        }
        var result = new GenerationResult
        {
            Sample = sequence.Sample,
            Tokens = tokens,
            LogProbs = [.. sequence.LogProbs],
            Versions = [.. sequence.Versions],
            Finish = stopped ? FinishReason.Stop : FinishReason.Length,
            Text = text?.Text,
            StopString = text?.StopString,
        };
        _results[sequence.Sample] = result;
        _texts[sequence.Sample] = null;
        _unfinished--;
        _onResult?.Invoke(result);
    }

    private CompletionText NewText() =>
        new(_tokenizer ?? throw new InvalidOperationException("the engine has no tokenizer"), Prompt, Request.Stop.Strings);
}
