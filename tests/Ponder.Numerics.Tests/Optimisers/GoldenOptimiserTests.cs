using System.Text.Json;
using Ponder.Tensors;
using Ponder.Tensors.Optimisers;
using Ponder.TestSupport;
using Xunit;

namespace Ponder.Numerics.Tests.Optimisers;

/// <summary>AdamW and clipping against ten steps of torch (<c>golden/rl/optimizers.json</c>), within 2·10⁻⁶ of the scale.</summary>
public sealed class GoldenOptimiserTests : LeakCheckedTest
{
    [SharedTheory("golden", "rl", "optimizers.json")]
    [InlineData("adamw/default")]
    [InlineData("adamw/wd0.1_b95")]
    [InlineData("adamw/eps1e-15")]
    [InlineData("adamw/lr_schedule_clip1")]
    public void Ten_steps_of_adamw_follow_torch(string id)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedFolder.Find("golden", "rl", "optimizers.json")!));
        var root = document.RootElement;
        var item = root.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("id").GetString() == id);
        var hyper = item.GetProperty("hyper");
        var batch = root.GetProperty("batches").GetProperty(item.GetProperty("batch").GetString()!);
        using var scope = TensorScope.Enter();
        Parameter[] parameters = [.. Lists(batch.GetProperty("params")).Select((p, i) => AdamWTests.Parameter($"p{i}", p))];
        using var adamW = new AdamW(parameters, new AdamWOptions
        {
            Beta1 = hyper.GetProperty("betas")[0].GetDouble(),
            Beta2 = hyper.GetProperty("betas")[1].GetDouble(),
            Epsilon = hyper.GetProperty("eps").GetDouble(),
            WeightDecay = hyper.GetProperty("weight_decay").GetDouble(),
        });
        var expected = item.GetProperty("expected").GetProperty("params_after_step").EnumerateArray().ToArray();
        var gradients = batch.GetProperty("grads_per_step").EnumerateArray().ToArray();
        for (var step = 0; step < expected.Length; step++)
        {
            foreach (var (parameter, gradient) in parameters.Zip(Lists(gradients[step])))
            {
                AdamWTests.Give(parameter, gradient);
            }

            var factor = 1.0;
            if (hyper.TryGetProperty("clip_norm", out var clip))
            {
                var norm = GradientClipping.GlobalNorm(parameters);
                var golden = item.GetProperty("expected").GetProperty("grad_norms_before_clip")[step].GetDouble();
                Assert.Equal(1, golden == 0 ? 1 + norm : norm / golden, 1e-6);
                factor = GradientClipping.Factor(norm, clip.GetDouble());
            }

            adamW.Step(hyper.TryGetProperty("lr_per_step", out var rates) ? rates[step].GetDouble() : hyper.GetProperty("lr").GetDouble(), factor);
            foreach (var (parameter, golden) in parameters.Zip(Lists(expected[step])))
            {
                var tolerance = 2e-6f * golden.Max(MathF.Abs);
                Assert.All(golden.Zip(parameter.Value.ToArray<float>()), pair => Assert.Equal(pair.First, pair.Second, tolerance));
            }
        }

        Array.ForEach(parameters, p => p.Dispose());
    }

    // Every innermost-but-one array is one parameter, flattened.
    private static float[][] Lists(JsonElement list) => [.. list.EnumerateArray().Select(Flatten)];

    private static float[] Flatten(JsonElement element) => element.ValueKind == JsonValueKind.Array
        ? [.. element.EnumerateArray().SelectMany(Flatten)]
        : [(float)element.GetDouble()];
}
