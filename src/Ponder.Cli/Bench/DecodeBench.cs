using System.Diagnostics;
using Ponder.Inference;
using Ponder.Inference.Requests;
using Ponder.Models.Llama;
using Ponder.Tensors.Random;

namespace Ponder.Cli.Bench;

/// <summary>Generation by the engine: prompts in, sampled tokens out, everything between included.</summary>
public sealed class DecodeBench : IDisposable
{
    private readonly DecodeCase _case;
    private readonly Engine _engine;
    private long _asked;

    /// <summary>Makes a model of the case's sizes and an engine for it.</summary>
    /// <param name="row">What to run.</param>
    /// <param name="threads">Threads of the engine.</param>
    /// <param name="exact">Whether in the exact mode.</param>
    public DecodeBench(DecodeCase row, int threads, bool exact)
    {
        ArgumentNullException.ThrowIfNull(row);
        _case = row;
        using var model = LlamaModel.New(row.Options, seed: 1);
        model.Precision = row.Precision;
        _engine = Engine.Create(model, options: new EngineOptions
        {
            MaxSequences = row.Batch,
            MaxRows = 512,
            Context = Math.Min(row.Options.Context, row.Prompt + row.New),
            Threads = threads,
            Fast = !exact,
            Int8Weights = row.Format == "int8",
        });
    }

    /// <summary>
    /// Tokens per second (generated ones, or those of the prompt where only one is generated), and the rate of useful work: GB/s of weights where memory is
    /// the bound, else GFLOP/s of matrix products and attention.
    /// </summary>
    public (double TokensPerSecond, double Rate) Run(CancellationToken cancellation)
    {
        GenerationRequest[] requests = [.. Enumerable.Range(0, _case.Batch).Select(_ => Request())];
        var started = Stopwatch.GetTimestamp();
        var results = _engine.GenerateAsync(requests, cancellation).GetAwaiter().GetResult();
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        long generated = results.Sum(samples => samples.Sum(sample => sample.Tokens.Length)), prompts = (long)_case.Batch * _case.Prompt;
        var rate = _case.IsBoundByMemory ? generated * _case.WeightBytes : Flops(generated, prompts);
        return ((_case.New == 1 ? prompts : generated) / seconds, rate / seconds / 1e9);
    }

    /// <summary>2 for each parameter and token, the head's only where a token is drawn; 4 for each visible key and query element.</summary>
    private double Flops(long generated, long prompts)
    {
        var o = _case.Options;
        var head = (long)o.Vocabulary * o.Width;
        var layers = BenchModels.MatrixParameters(o) - head;
        var tokens = prompts + generated - _case.Batch;   // the last token of each is drawn and not computed
        double length = _case.Prompt + _case.New - 1, keys = _case.Batch * length * (length + 1) / 2;
        return (2.0 * layers * tokens) + (2.0 * head * generated) + (4.0 * keys * o.Heads * o.HeadWidth * o.Layers);
    }

    /// <summary>Stops the engine.</summary>
    public void Dispose() => _engine.Dispose();

    private GenerationRequest Request()
    {
        var random = Philox.Named(1, "bench prompt", ++_asked);
        return new GenerationRequest
        {
            Prompt = [.. Enumerable.Range(0, _case.Prompt).Select(i => random.IntegerAt(i, _case.Options.Vocabulary))],
            Sampling = new SamplingOptions { MaxNewTokens = _case.New },
            Key = new SampleKey(1, 0, _asked),
        };
    }
}
