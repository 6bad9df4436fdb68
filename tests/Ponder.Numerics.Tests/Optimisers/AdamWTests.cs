using Ponder.Tensors;
using Ponder.Tensors.Optimisers;
using Ponder.Tensors.Random;
using Ponder.TestSupport;
using Xunit;

namespace Ponder.Numerics.Tests.Optimisers;

public sealed class AdamWTests : LeakCheckedTest
{
    private static readonly AdamWOptions Options = new() { Beta2 = 0.95, WeightDecay = 0.1 };

    // By hand: first update, so m/(1−β₁) = g and v/(1−β₂) = g²: w = 0.9999·w − 0.001·g/(|g| + ε).
    [Fact]
    public void First_update_moves_every_weight_by_the_learning_rate_against_its_sign()
    {
        using var scope = TensorScope.Enter();
        using var parameter = Parameter("w", [1, -2, 3]);
        using var adamW = new AdamW([parameter], Options);
        Give(parameter, [5, -0.01f, 0]);

        adamW.Step(0.001);

        Assert.Equal(1, adamW.Updates);
        float[] expected = [0.9999f - 0.001f, -1.9998f + 0.001f, 2.9997f];
        Assert.All(expected.Zip(parameter.Value.ToArray<float>()), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    [Theory]
    [InlineData("portable")]
    [InlineData(null)]
    public void Fused_kernel_follows_the_definition(string? isa)
    {
        using var scope = TensorScope.Enter();
        NativeLibraryHost.SetIsa(isa);
        using var small = Parameter("small", Normal("small", 7));
        using var large = Parameter("large", Normal("large", 20_011));
        using var adamW = new AdamW([small, large], Options);
        float[][] weights = [small.Value.ToArray<float>(), large.Value.ToArray<float>()];
        float[][] first = [new float[7], new float[20_011]], second = [new float[7], new float[20_011]];
        for (var step = 1; step <= 5; step++)
        {
            float[][] gradients = [Normal($"g{step}", 7), Normal($"h{step}", 20_011)];
            Give(small, gradients[0]);
            Give(large, gradients[1]);

            adamW.Step(0.01, 0.3);

            for (var i = 0; i < 2; i++)
            {
                new AdamWUpdate(Options, step, 0.01, 0.3).Apply(weights[i], gradients[i], first[i], second[i]);
            }
        }

        Assert.All(weights[0].Zip(small.Value.ToArray<float>()), pair => Assert.Equal(pair.First, pair.Second, 2e-6f));
        Assert.All(weights[1].Zip(large.Value.ToArray<float>()), pair => Assert.Equal(pair.First, pair.Second, 2e-6f));
        NativeLibraryHost.SetIsa(null);
    }

    [Fact]
    public void Saved_state_continues_bit_for_bit()
    {
        using var scope = TensorScope.Enter();
        using var original = Parameter("w", Normal("w", 100));
        using var adamW = new AdamW([original], Options);
        for (var step = 0; step < 3; step++)
        {
            Give(original, Normal($"g{step}", 100));
            adamW.Step(0.01);
        }

        using var copy = Parameter("w", original.Value.ToArray<float>());
        using var resumed = new AdamW([copy], Options);
        resumed.Load(adamW.State().ToDictionary(entry => entry.Key, entry => entry.Value.Clone()));
        for (var step = 3; step < 6; step++)
        {
            Give(original, Normal($"g{step}", 100));
            Give(copy, Normal($"g{step}", 100));
            adamW.Step(0.01);
            resumed.Step(0.01);
        }

        Assert.Equal(6, resumed.Updates);
        Assert.Equal(original.Value.ToArray<float>(), copy.Value.ToArray<float>());
    }

    [Fact]
    public void State_of_another_model_is_refused_and_changes_nothing()
    {
        using var scope = TensorScope.Enter();
        using var parameter = Parameter("w", [1, 2]);
        using var other = Parameter("w", [1, 2, 3]);
        using var adamW = new AdamW([parameter], Options);
        using var wrong = new AdamW([other], Options);
        Give(other, [1, 1, 1]);
        wrong.Step(0.1);

        var misshapen = Assert.Throws<CheckpointException>(() => adamW.Load(wrong.State()));
        var missing = Assert.Throws<CheckpointException>(() => adamW.Load(new Dictionary<string, Tensor>()));

        Assert.Contains("first_moment.w: expected Float32 [2], got Float32 [3]", misshapen.Message, StringComparison.Ordinal);
        Assert.Contains("updates is missing", missing.Message, StringComparison.Ordinal);
        Assert.Equal(0, adamW.Updates);
    }

    [Fact]
    public void Parameter_without_a_gradient_is_left_alone()
    {
        using var scope = TensorScope.Enter();
        using var used = Parameter("used", [1]);
        using var unused = Parameter("unused", [1]);
        using var adamW = new AdamW([used, unused], Options);
        Give(used, [1]);

        adamW.Step(0.1);
        adamW.ZeroGrad();

        Assert.Equal([1f], unused.Value.ToArray<float>());
        Assert.NotEqual([1f], used.Value.ToArray<float>());
        Assert.Null(used.Value.Grad);
    }

    [Fact]
    public void Name_that_occurs_twice_is_refused()
    {
        using var scope = TensorScope.Enter();
        using var first = Parameter("w", [1]);
        using var second = Parameter("w", [1]);

        Assert.Contains("twice", Assert.Throws<ArgumentException>(() => new AdamW([first, second], Options)).Message, StringComparison.Ordinal);
        Assert.Contains("beta2", Assert.Throws<ArgumentException>(() => new AdamW([first], Options with { Beta2 = 1 })).Message, StringComparison.Ordinal);
    }

    internal static Parameter Parameter(string name, float[] values) => new(name, Tensor.From<float>(values, [values.Length]));

    internal static void Give(Parameter parameter, float[] gradient)
    {
        using var tensor = Tensor.From<float>(gradient, [gradient.Length]);
        parameter.Value.SetGrad(tensor);
    }

    private static float[] Normal(string name, int count)
    {
        var values = new float[count];
        Philox.Named(1, name).NormalInto(values);
        return values;
    }
}
