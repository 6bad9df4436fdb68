using System.CommandLine;
using Ponder.Tensors;
using Ponder.Text;

namespace Ponder.Cli.Bench;

/// <summary><c>ponder bench</c>: how fast this machine does it, beside the machine's own peak.</summary>
public static class BenchVerb
{
    /// <summary>With it every bench ends within ten minutes on two slow cores.</summary>
    private static readonly TimeSpan RowLimit = TimeSpan.FromSeconds(40);

    /// <summary>What can be measured: one line each.</summary>
    private static readonly Dictionary<string, BenchKind> Benches = new(StringComparer.Ordinal)
    {
        ["train"] = new(Train, Repeats: 5),
        ["attention"] = new(Attention, Repeats: 5),
        ["decode"] = new(settings => Decode(DecodeCase.Decode, settings), Repeats: 5),
        ["prefill"] = new(settings => Decode(DecodeCase.Prefill, settings), Repeats: 5),
        ["rl"] = new(RlBench.Run, Repeats: 20),
        ["sandbox"] = new(SandboxBench.Run, Repeats: 5),
        ["verify"] = new(VerifyBench.Run, Repeats: 9),
    };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var what = new Argument<string>("WHAT") { Description = $"What to measure: {string.Join(", ", Benches.Keys)}" };
        var json = new Option<bool>("--json") { Description = "Print one JSON document and nothing else" };
        var repeats = new Option<int?>("--repeats") { Description = "Measurements per row after a warm-up, of which the median counts; for rl, steps [default: 5, fewer where a row takes more than 40 s; rl: 20]" };
        var seeds = new Option<int?>("--seeds") { Description = "rl only: whole runs with so many seeds, with the time to the marks and the accuracy at the end" };
        var threads = new Option<int>("--threads") { Description = "Threads that compute; for sandbox, programs that run at once", DefaultValueFactory = _ => Environment.ProcessorCount };
        var only = new Option<string?>("--only") { Description = "Only rows whose name starts with this, as train/small; rows that take minutes are measured only when they are named so", HelpName = "name" };
        var exact = new Option<bool>("--exact") { Description = "Measure the exact mode, in which sampling and training agree bit for bit, instead of the fast one" };
        var verb = new Verb(
            "bench", "Measure speed beside the machine's own peak.",
            ("bench train", "training steps of a small model and of one of 135 M parameters, fp32 and bf16"),
            ("bench train --exact --only train/small", "the small one in the exact mode"),
            ("bench attention", "forward and backward passes of attention alone"),
            ("bench decode", "tokens per second of the engine for batches of 1 to 128"),
            ("bench prefill", "tokens per second of reading prompts"),
            ("bench rl", "seconds per step of reinforcement learning, with its parts"),
            ("bench rl --only rl/rl_addition/bf16 --seeds 3", "whole runs: time to an accuracy, and the gate of quality"),
            ("bench sandbox", "programs judged per second, each in a sandbox of its own"),
            ("bench sandbox --only sandbox/soak", "2,000 runs, and what they leave behind"),
            ("bench verify", "the mathematics verifier: pairs per second, 100,000 hostile texts, agreement with labelled pairs"),
            ("bench verify --only verify/math/speed", "its speed alone"),
            ("bench train --json > bench.json", "for a program to read"));
        verb.Arguments.Add(what);
        foreach (var option in new Option[] { json, repeats, seeds, threads, only, exact })
        {
            verb.Options.Add(option);
        }

        verb.SetAction((parsed, cancellation) =>
        {
            var name = parsed.GetRequiredValue(what);
            var kind = Find(name);
            var settings = new BenchSettings(
                Positive("--repeats", parsed.GetValue(repeats) ?? kind.Repeats), Positive("--threads", parsed.GetValue(threads)), parsed.GetValue(only), parsed.GetValue(exact), cancellation)
            {
                RowLimit = parsed.GetValue(repeats) is null ? RowLimit : null,
                Seeds = parsed.GetValue(seeds) is { } count ? Positive("--seeds", count) : null,
            };
            if (settings.Seeds is not null && name != "rl")
            {
                throw new UserException($"bench {name}: --seeds belongs to bench rl, whose runs depend on their seed");
            }

            var document = Run(name, settings);
            parsed.InvocationConfiguration.Output.WriteLine(parsed.GetValue(json) ? document.ToJson() : document.ToText());
            return Task.FromResult(ExitCodes.Done);
        });
        return verb;
    }

    /// <summary>Runs one bench.</summary>
    /// <exception cref="UserException">Nothing of that name.</exception>
    internal static BenchDocument Run(string what, BenchSettings settings)
    {
        var bench = Find(what);
        NativeLibraryHost.Initialise(new NativeOptions { Threads = settings.Threads, RowExact = settings.Exact });
        using var probe = new MachineProbe();
        var machine = probe.Measure(Math.Clamp(settings.Repeats, 3, 7));
        BenchRow[] rows = [.. bench.Rows(settings)];
        return rows.Length > 0
            ? new(machine, rows)
            : throw new UserException($"bench {what}: no row starts with '{settings.Only}'; names look like {what}/small/fp32 or {what}/smollm2/bf16");
    }

    private static IEnumerable<BenchRow> Train(BenchSettings settings)
    {
        foreach (var row in TrainCase.All.Where(row => settings.Wants(row.Name, row.Asked)))
        {
            using var bench = new TrainBench(row.Options, row.Sequences, row.Length, row.Precision);
            yield return Rounds.Run(
                row.Name, "tokens/s", PeakOf(row.Precision), settings.Repeats, bench.Step,
                () => MachineProbe.Gemm(row.Precision), settings.Cancellation, settings.RowLimit);
        }
    }

    private static IEnumerable<BenchRow> Attention(BenchSettings settings)
    {
        foreach (var row in AttentionCase.All.Where(row => settings.Wants(row.Name, asked: false)))
        {
            using var bench = new AttentionBench(row);
            yield return Rounds.Run(
                row.Name, "GFLOP/s", "gemm_fp32", settings.Repeats, bench.Run, () => MachineProbe.Gemm(LinearPrecision.Float32), settings.Cancellation);
        }
    }

    private static IEnumerable<BenchRow> Decode(IEnumerable<DecodeCase> cases, BenchSettings settings)
    {
        using var probe = new MachineProbe();
        foreach (var row in cases.Where(row => settings.Wants(row.Name, row.Asked) && !(settings.Exact && row.Format == "int8")))
        {
            using var bench = new DecodeBench(row, settings.Threads, settings.Exact);
            yield return Rounds.Run(
                row.Name, "tokens/s", row.IsBoundByMemory ? "read" : PeakOf(row.Precision), settings.Repeats, () => bench.Run(settings.Cancellation),
                row.IsBoundByMemory ? probe.Read : () => MachineProbe.Gemm(row.Precision), settings.Cancellation, settings.RowLimit);
        }
    }

    private static BenchKind Find(string what) => Benches.TryGetValue(what, out var kind)
        ? kind
        : throw new UserException($"bench: there is no '{what}'; there is {string.Join(", ", Benches.Keys)}");

    private static string PeakOf(LinearPrecision precision) => precision == LinearPrecision.Float32 ? "gemm_fp32" : "gemm_bf16";

    private static int Positive(string option, int value) =>
        value > 0 ? value : throw new UserException($"bench: {option} is {value}, expected at least 1");
}
