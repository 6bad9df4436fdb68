using System.Diagnostics;
using Ponder.Inference;
using Ponder.Inference.Requests;
using Ponder.Models.Llama;
using Ponder.Tensors.Random;

namespace Ponder.Cli.Bench;

/// <summary>Generation by the engine in its exact mode: prompts in, sampled tokens out, everything between included.</summary>
public sealed class DecodeBench : IDisposable
{
    private readonly DecodeCase _case;
    private readonly Engine _engine;
    private long _asked;

    /// <summary>Makes a model of the case's sizes and an engine for it.</summary>
    /// <param name="row">What to run.</param>
    /// <param name="threads">Threads of the engine.</param>
    public DecodeBench(DecodeCase row, int threads)
    {
        ArgumentNullException.ThrowIfNull(row);
        _case = row;
        using var model = LlamaModel.New(row.Options, seed: 1);
        model.Precision = row.Precision;
        _engine = Engine.Create(
            model, options: new EngineOptions { MaxSequences = row.Batch, MaxRows = 512, Context = Math.Min(row.Options.Context, row.Prompt + row.New), Threads = threads });
    }

    /// <summary>Tokens per second (generated ones, or those of the prompt where only one is generated), and GFLOP/s of matrix products.</summary>
    public (double TokensPerSecond, double Gflops) Run(CancellationToken cancellation)
    {
        GenerationRequest[] requests = [.. Enumerable.Range(0, _case.Batch).Select(_ => Request())];
        var started = Stopwatch.GetTimestamp();
        var results = _engine.GenerateAsync(requests, cancellation).GetAwaiter().GetResult();
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        long generated = results.Sum(samples => samples.Sum(sample => sample.Tokens.Length)), prompts = (long)_case.Batch * _case.Prompt;
        var flops = 2.0 * BenchModels.MatrixParameters(_case.Options) * (generated + prompts);
        return ((_case.New == 1 ? prompts : generated) / seconds, flops / seconds / 1e9);
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
