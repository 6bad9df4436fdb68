using Ponder.Runs;
using Ponder.Runs.Lineage;
using Ponder.Runs.Metrics;
using Ponder.Runs.Samples;
using Ponder.Text;
using Ponder.TestSupport;

namespace Ponder.Tests.Runs.Reports;

/// <summary>Writes a run folder that looks like the quickstart's: supervised steps, then reinforcement learning on addition.</summary>
internal static class RunFixture
{
    private const int SupervisedSteps = 240;
    private const int ReinforcementSteps = 60;
    private const int EvaluateEvery = 10;
    private const int GroupSize = 8;

    public static RunFolder Write(string root, string name, ulong seed, string preset = "grpo", double skill = 1)
    {
        var time = new FixedTime(new DateTimeOffset(2026, 11, 21, 15, 0, (int)seed, TimeSpan.Zero));
        var folder = RunFolder.Create(root, name, time);
        var started = time.Now;
        File.WriteAllText(folder.RecipePath, $"""
            name: {name}
            seed: {seed}
            model:
              new: {"{"} layers: 3, width: 128, heads: 4, ffn: 344 {"}"}
            stages:
              - sft: {"{"} task: addition, steps: {SupervisedSteps}, batch: 64, lr: 0.002 {"}"}
              - rl: {"{"} task: addition, steps: {ReinforcementSteps}, preset: {preset}, prompts: 32, samples: {GroupSize} {"}"}

            """);
        using var recorder = new RunRecorder(folder, time, display: null);
        recorder.StageStarted("warm-up", "sft", SupervisedSteps, 0);
        for (var step = 1; step <= SupervisedSteps; step++)
        {
            time.Now = time.Now.AddSeconds(0.3);
            recorder.StepDone(Supervised(step, seed));
        }

        recorder.StageEnded("warm-up");
        recorder.Note("Checkpoint step-240 written.");
        recorder.StageStarted("learn", "rl", ReinforcementSteps, 0);
        for (var step = SupervisedSteps + 1; step <= SupervisedSteps + ReinforcementSteps; step++)
        {
            time.Now = time.Now.AddSeconds(2.6);
            var row = Reinforcement(step, seed, skill);
            recorder.StepDone(row);
            if (step % EvaluateEvery == 0)
            {
                recorder.Samples.Write(step, Samples(step, seed, row[MetricNames.AccuracyTrain] ?? 0));
            }
        }

        recorder.StageEnded("learn");
        new RunLineage
        {
            Recipe = name,
            Seed = seed,
            Code = "0.1.0+d6d08c5",
            Machine = new MachineFacts
            {
                Cpu = "Intel(R) Xeon(R) Platinum 8488C",
                Cores = 2,
                MemoryBytes = 24L << 30,
                Os = "Debian GNU/Linux 12 (bookworm)",
                DotNet = ".NET 10.0.1",
                Native = "libtorch 1.13.1, oneDNN 2.6.3, avx512_core_bf16, 2 threads",
            },
            Started = started,
            Ended = time.Now,
            Status = "done",
            Inputs = [new InputFile("recipes/quickstart.yaml", 1423, new string('a', 64))],
            Objective = "J(θ) = 1/Σ|oᵢ| · Σᵢ Σₜ min( rᵢₜ Âᵢ , clip(rᵢₜ, 1 − 0.2, 1 + 0.28) Âᵢ ),   Âᵢ = (Rᵢ − mean R) / std R",
            WeightsSha256 = "9f2c1a77b0d3e8c4",
        }.Save(folder.LineagePath);
        return folder;
    }

    private static MetricsRow Supervised(int step, ulong seed)
    {
        var learned = 1 - Math.Exp(-step / 70.0);
        var row = new MetricsRow(step, "warm-up")
        {
            [MetricNames.Loss] = 2.6 - (2.1 * learned) + (0.06 * Noise(seed, step, 1)),
            [MetricNames.AccuracyTrain] = Math.Clamp((0.8 * learned) + (0.03 * Noise(seed, step, 2)), 0, 1),
            [MetricNames.GradNorm] = 0.6 + (1.2 * (1 - learned)) + (0.1 * Noise(seed, step, 3)),
            [MetricNames.LearningRate] = 2e-3 * Math.Min(1, step / 20.0),
            [MetricNames.TokensPerSecond] = 46000 + (1500 * Noise(seed, step, 4)),
            [MetricNames.TimeUpdate] = 0.27,
            [MetricNames.TimeStep] = 0.3,
            [MetricNames.MemoryRss] = (310 + Math.Min(step, 30)) * 1048576.0,
        };
        row[MetricNames.AccuracyEval] = step % 60 == 0 ? 0.55 * learned : null;
        return row;
    }

    private static MetricsRow Reinforcement(int step, ulong seed, double skill)
    {
        var at = step - SupervisedSteps;
        var accuracy = Math.Clamp(0.52 + (0.46 * skill * (1 - Math.Exp(-at / 16.0))) + (0.025 * Noise(seed, step, 5)), 0, 1);
        var row = new MetricsRow(step, "learn")
        {
            [MetricNames.Loss] = 0.01 * Noise(seed, step, 6),
            [MetricNames.RewardMean] = accuracy,
            [MetricNames.RewardStd] = Math.Sqrt(accuracy * (1 - accuracy)),
            [MetricNames.AccuracyTrain] = accuracy,
            [MetricNames.LengthMean] = 4.4 + (0.2 * Noise(seed, step, 7)),
            [MetricNames.LengthMax] = 8,
            [MetricNames.Entropy] = 0.42 * Math.Exp(-at / 30.0),
            [MetricNames.ClipFraction] = 0.01 + (0.004 * Noise(seed, step, 8)),
            [MetricNames.MismatchMean] = 0,
            [MetricNames.MismatchMax] = 0,
            [MetricNames.GradNorm] = 0.3 + (0.05 * Noise(seed, step, 9)),
            [MetricNames.GroupsSampled] = 40 + at,
            [MetricNames.GroupsKept] = 32,
            [MetricNames.TokensPerSecond] = 2100 + (120 * Noise(seed, step, 10)),
            [MetricNames.TimeGenerate] = 1.5,
            [MetricNames.TimeVerify] = 0.004,
            [MetricNames.TimeUpdate] = 0.8,
            [MetricNames.TimePublish] = 0.05,
            [MetricNames.TimeStep] = 2.6,
            [MetricNames.MemoryRss] = 402 * 1048576.0,
        };
        row[MetricNames.AccuracyEval] = at % EvaluateEvery == 0 ? Math.Clamp(accuracy + 0.01, 0, 1) : null;
        return row;
    }

    private static IEnumerable<SampleRecord> Samples(int step, ulong seed, double accuracy)
    {
        for (var prompt = 0; prompt < 6; prompt++)
        {
            var (a, b) = ((int)(50 + (49 * Noise(seed, step, 20 + prompt))), (int)(50 + (49 * Noise(seed, step, 40 + prompt))));
            for (var sample = 0; sample < GroupSize; sample++)
            {
                var draw = (Noise(seed, step, 100 + (prompt * GroupSize) + sample) + 1) / 2;
                var verdict = draw < accuracy ? "correct: equal" : draw > 0.985 ? "undecided: budget" : "wrong: different-number";
                var answer = draw < accuracy ? a + b : a + b + (draw > 0.9 ? 10 : 1);
                var text = answer.ToString(System.Globalization.CultureInfo.InvariantCulture);
                var rollout = new Rollout
                {
                    Prompt = new Prompt
                    {
                        Task = "addition",
                        Id = $"train/{(step * 32) + prompt}",
                        Ordinal = (step * 32) + prompt,
                        Question = $"{a}+{b}",
                        Text = $"{a}+{b}=",
                        Tokens = [1],
                        Answer = $"{a + b}",
                    },
                    Sample = sample,
                    Tokens = [.. text.Select(letter => (int)letter), 0],
                    LogProbs = [.. text.Select((_, i) => (float)(-0.4 * (1 + Noise(seed, step, 300 + (sample * 9) + i)))), -0.01f],
                    Versions = [.. text.Select(_ => step), step],
                    Text = text,
                    Finish = FinishReason.Stop,
                };
                yield return SampleRecord.Of(step, "learn", rollout, verdict, text, draw < accuracy ? 1 : 0, draw < accuracy ? 0.8 : -1.2) with
                {
                    Pieces = [.. text.Select(letter => letter.ToString()), "⏎"],
                };
            }
        }
    }

    // A hash in [−1, 1]: the fixture is the same on every machine.
    private static double Noise(ulong seed, int step, int stream)
    {
        var x = (seed * 0x9E3779B97F4A7C15UL) ^ ((ulong)step * 0xBF58476D1CE4E5B9UL) ^ ((ulong)stream * 0x94D049BB133111EBUL);
        x ^= x >> 31;
        x *= 0xD6E8FEB86659FD93UL;
        x ^= x >> 32;
        return ((x >> 11) * (2.0 / (1UL << 53))) - 1;
    }
}
