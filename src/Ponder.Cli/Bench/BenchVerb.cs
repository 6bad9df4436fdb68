using System.CommandLine;
using Ponder.Tensors;
using Ponder.Text;

namespace Ponder.Cli.Bench;

/// <summary><c>ponder bench</c>: how fast this machine does it, beside the machine's own peak.</summary>
public static class BenchVerb
{
    /// <summary>What can be measured: one line each.</summary>
    private static readonly Dictionary<string, Func<BenchSettings, MachineProbe, IEnumerable<BenchRow>>> Benches = new(StringComparer.Ordinal)
    {
        ["train"] = Train,
        ["decode"] = (settings, probe) => Decode(DecodeCase.Decode, settings, probe),
        ["rl"] = (settings, _) => Rl(settings),
        ["prefill"] = (settings, probe) => Decode(DecodeCase.Prefill, settings, probe),
    };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var what = new Argument<string>("WHAT") { Description = $"What to measure: {string.Join(", ", Benches.Keys)}" };
        var json = new Option<bool>("--json") { Description = "Print one JSON document and nothing else" };
        var repeats = new Option<int>("--repeats") { Description = "Measurements per row after a warm-up", DefaultValueFactory = _ => 5 };
        var threads = new Option<int>("--threads") { Description = "Threads", DefaultValueFactory = _ => Environment.ProcessorCount };
        var only = new Option<string?>("--only") { Description = "Only rows whose name starts with this; also those that are left out otherwise because they take minutes", HelpName = "name" };
        var fast = new Option<bool>("--fast-products") { Description = "Let oneDNN use AMX: faster bf16, but rows no longer agree bit for bit between sampling and training" };
        var verb = new Verb(
            "bench", "Measure speed beside the machine's own peak.",
            ("bench train", "training steps per second of a small model, fp32 and bf16"),
            ("bench train --only train/smollm2", "the same for a model of 135 M parameters"),
            ("bench decode", "tokens per second of the engine for batches of 1 to 64"),
            ("bench rl", "seconds per step of reinforcement learning, with its parts"),
            ("bench train --json > bench.json", "for a program to read"));
        verb.Arguments.Add(what);
        foreach (var option in new Option[] { json, repeats, threads, only, fast })
        {
            verb.Options.Add(option);
        }

        verb.SetAction((parsed, cancellation) =>
        {
            var settings = new BenchSettings(
                Positive("--repeats", parsed.GetValue(repeats)), Positive("--threads", parsed.GetValue(threads)), parsed.GetValue(only), cancellation);
            var document = Run(parsed.GetRequiredValue(what), settings, rowExact: !parsed.GetValue(fast));
            parsed.InvocationConfiguration.Output.WriteLine(parsed.GetValue(json) ? document.ToJson() : document.ToText());
            return Task.FromResult(ExitCodes.Done);
        });
        return verb;
    }

    /// <summary>Runs one bench.</summary>
    /// <exception cref="UserException">Nothing of that name.</exception>
    internal static BenchDocument Run(string what, BenchSettings settings, bool rowExact = true)
    {
        if (!Benches.TryGetValue(what, out var bench))
        {
            throw new UserException($"bench: there is no '{what}'; there is {string.Join(", ", Benches.Keys)}");
        }

        NativeLibraryHost.Initialise(new NativeOptions { Threads = settings.Threads, RowExact = rowExact });
        using var probe = new MachineProbe();
        var machine = probe.Measure(Math.Max(3, settings.Repeats));
        BenchRow[] rows = [.. bench(settings, probe)];
        return rows.Length > 0
            ? new(machine, rows)
            : throw new UserException($"bench {what}: no row starts with '{settings.Only}'; names look like {what}/small/fp32 or {what}/smollm2/bf16");
    }

    private static IEnumerable<BenchRow> Train(BenchSettings settings, MachineProbe probe)
    {
        foreach (var row in TrainCase.All.Where(row => settings.Wants(row.Name, row.Asked)))
        {
            using var bench = new TrainBench(row.Options, row.Sequences, row.Length, row.Precision);
            yield return Rounds.Run(
                row.Name, "tokens/s", PeakOf(row.Precision), settings.Repeats, bench.Step,
                () => probe.Gemm(row.Precision), settings.Cancellation);
        }
    }

    private static IEnumerable<BenchRow> Decode(IEnumerable<DecodeCase> cases, BenchSettings settings, MachineProbe probe)
    {
        foreach (var row in cases.Where(row => settings.Wants(row.Name, row.Asked)))
        {
            using var bench = new DecodeBench(row, settings.Threads);
            yield return Rounds.Run(
                row.Name, "tokens/s", PeakOf(row.Precision), settings.Repeats, () => bench.Run(settings.Cancellation), () => probe.Gemm(row.Precision),
                settings.Cancellation);
        }
    }

    private static IEnumerable<BenchRow> Rl(BenchSettings settings) =>
        new[] { "fp32", "bf16" }.Where(precision => settings.Wants($"rl/small/{precision}", asked: false)).SelectMany(precision => RlBench.Run(precision, settings));

    private static string PeakOf(LinearPrecision precision) => precision == LinearPrecision.Float32 ? "gemm_fp32" : "gemm_bf16";

    private static int Positive(string option, int value) =>
        value > 0 ? value : throw new UserException($"bench: {option} is {value}, expected at least 1");
}
