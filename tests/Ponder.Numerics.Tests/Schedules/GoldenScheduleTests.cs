using System.Text.Json;
using Ponder.Tensors.Schedules;
using Ponder.TestSupport;
using Xunit;

namespace Ponder.Numerics.Tests.Schedules;

/// <summary>The schedules against transformers' <c>get_scheduler</c> (<c>golden/rl/lr_schedules.json</c>).</summary>
public sealed class GoldenScheduleTests
{
    [SharedFact("golden", "rl", "lr_schedules.json")]
    public void Schedules_give_the_factors_of_transformers()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.Find("golden", "rl", "lr_schedules.json")!));
        var compared = 0;
        foreach (var item in document.RootElement.GetProperty("cases").EnumerateArray())
        {
            var hyper = item.GetProperty("hyper");
            if (Of(item.GetProperty("algorithm").GetString()!, hyper) is not { } schedule)
            {
                continue;
            }

            // Beyond the total, transformers' cosine rises again and ours stays at the floor.
            var factors = item.GetProperty("expected").GetProperty("factor").EnumerateArray().Select(f => f.GetDouble()).ToArray();
            var steps = schedule is CosineSchedule ? hyper.GetProperty("num_training_steps").GetInt32() + 1 : factors.Length;
            for (var step = 0; step < steps; step++)
            {
                Assert.Equal(factors[step], schedule.FactorAt(step), 1e-12);
            }

            Assert.Null(schedule.Problem);
            compared++;
        }

        Assert.Equal(24, compared);
    }

    private static Schedule? Of(string algorithm, JsonElement hyper)
    {
        var (warmup, total) = (hyper.GetProperty("num_warmup_steps").GetInt32(), hyper.GetProperty("num_training_steps").GetInt32());
        return algorithm switch
        {
            "constant" => new ConstantSchedule(),
            "constant_with_warmup" => new ConstantSchedule { WarmupSteps = warmup },
            "linear" => new LinearSchedule { WarmupSteps = warmup, TotalSteps = total },
            "cosine" => new CosineSchedule { WarmupSteps = warmup, TotalSteps = total },
            "cosine_with_min_lr" => new CosineSchedule
            {
                WarmupSteps = warmup,
                TotalSteps = total,
                Floor = hyper.GetProperty("min_lr_rate").GetDouble(),
            },
            "warmup_stable_decay" when hyper.GetProperty("warmup_type").GetString() == "linear" => new WarmupStableDecaySchedule
            {
                WarmupSteps = warmup,
                TotalSteps = total,
                DecaySteps = hyper.GetProperty("num_decay_steps").GetInt32(),
                Floor = hyper.GetProperty("min_lr_ratio").GetDouble(),
                WarmupFrom = hyper.GetProperty("min_lr_ratio").GetDouble(),
                Shape = hyper.GetProperty("decay_type").GetString() switch
                {
                    "linear" => DecayShape.Linear,
                    "cosine" => DecayShape.Cosine,
                    _ => DecayShape.OneMinusSquareRoot,
                },
            },
            _ => null,
        };
    }
}
