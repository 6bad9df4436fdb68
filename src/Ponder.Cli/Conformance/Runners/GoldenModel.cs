using System.Text.Json;
using Ponder.Tensors;
using Ponder.Tensors.Safetensors;

namespace Ponder.Cli.Conformance.Runners;

/// <summary>
/// Inputs, expected values and tolerances of one folder of the area <c>models</c>; remembers which values were
/// compared.
/// </summary>
internal sealed class GoldenModel : IDisposable
{
    private readonly SafetensorsFile _inputs;
    private readonly SafetensorsFile _expected;
    private readonly JsonElement _case;
    private readonly HashSet<string> _unseen;

    public GoldenModel(string folder, JsonElement description)
    {
        _case = description;
        _inputs = SafetensorsFile.Open(Path.Combine(folder, "inputs.safetensors"));
        _expected = SafetensorsFile.Open(Path.Combine(folder, "expected.safetensors"));
        _unseen = [.. _expected.Tensors.Keys];
        Sequences = ReadSequences("input_ids.");
    }

    /// <summary>The input sequences.</summary>
    public IReadOnlyList<int[]> Sequences { get; }

    /// <summary>Input sequences under numbered names.</summary>
    public IReadOnlyList<int[]> ReadSequences(string prefix)
    {
        var sequences = new List<int[]>();
        while (_inputs.Tensors.ContainsKey(prefix + sequences.Count))
        {
            sequences.Add(ReadIds(_inputs, prefix + sequences.Count));
        }

        return sequences;
    }

    /// <summary>Expected ids, or null where the case has none.</summary>
    public int[]? Ids(string name)
    {
        _unseen.Remove(name);
        return _expected.Tensors.ContainsKey(name) ? ReadIds(_expected, name) : null;
    }

    /// <summary>Rows of the packed sequences that have a next token, and those tokens.</summary>
    public (long[] Rows, long[] Targets) NextTokens() => NextTokens(Sequences);

    /// <summary>Rows of packed sequences that have a next token, and those tokens.</summary>
    public static (long[] Rows, long[] Targets) NextTokens(IReadOnlyList<int[]> sequences)
    {
        var (rows, targets, start) = (new List<long>(), new List<long>(), 0L);
        foreach (var sequence in sequences)
        {
            for (var t = 0; t + 1 < sequence.Length; t++)
            {
                rows.Add(start + t);
                targets.Add(sequence[t + 1]);
            }

            start += sequence.Length;
        }

        return ([.. rows], [.. targets]);
    }

    /// <summary>The tolerance of a kind of quantity.</summary>
    public double Tolerance(string kind) => _case.GetProperty("suggested_abs_tolerance").GetProperty(kind).GetDouble();

    /// <summary>Compares a tensor where the case expects one of that name.</summary>
    public void CompareFloats(Comparison comparison, string name, string kind, Tensor got) =>
        CompareFloats(comparison, name, kind, got.Contiguous().ToArray<float>());

    /// <summary>Compares numbers where the case expects some of that name.</summary>
    public void CompareFloats(Comparison comparison, string name, string kind, float[] got)
    {
        _unseen.Remove(name);
        if (_expected.Tensors.ContainsKey(name))
        {
            comparison.Near(name, ReadFloats(name), got, Tolerance(kind));
        }
    }

    /// <summary>Compares a number where the case expects one of that name.</summary>
    public void CompareScalar(Comparison comparison, string name, string kind, double got)
    {
        _unseen.Remove(name);
        if (_expected.Tensors.ContainsKey(name))
        {
            comparison.Near(name, ReadFloats(name)[0], got, Tolerance(kind));
        }
    }

    /// <summary>Compares every gradient, and the norms of all of them.</summary>
    public void CompareGradients(Comparison comparison, IReadOnlyList<Parameter> parameters)
    {
        foreach (var parameter in parameters)
        {
            if (parameter.Value.Grad is not { } gradient)
            {
                comparison.Require(false, $"{parameter.Name} has no gradient");
                continue;
            }

            CompareFloats(comparison, $"grad.{parameter.Name}", "grad", gradient);
            if (_case.TryGetProperty("gradient_l2_norms", out var norms) && norms.TryGetProperty(parameter.Name, out var norm))
            {
                // Printed with six digits.
                var expected = norm.GetDouble();
                comparison.Near(
                    $"norm of the gradient of {parameter.Name}", expected, Norm(gradient.Contiguous().ToArray<float>()),
                    Math.Max(Tolerance("grad"), 2e-5 * expected));
            }
        }
    }

    /// <summary>
    /// Fails when the case expects values that were not compared, except those whose name begins with a prefix.
    /// </summary>
    public void RequireAllSeen(Comparison comparison, params string[] except)
    {
        var left = _unseen.Where(name => !except.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))).ToList();
        comparison.Require(left.Count == 0, $"not computed: {string.Join(", ", left.Take(5))}");
    }

    public float[] ReadFloats(string name)
    {
        using var tensor = _expected.ToFloat32(name);
        return tensor.ToArray<float>();
    }

    public static double Norm(float[] values) => Math.Sqrt(values.Sum(v => (double)v * v));

    public void Dispose()
    {
        _inputs.Dispose();
        _expected.Dispose();
    }

    private static int[] ReadIds(SafetensorsFile file, string name)
    {
        using var tensor = file.ToTensor(name);
        using var wide = tensor.To(DType.Int64);
        return Array.ConvertAll(wide.ToArray<long>(), id => (int)id);
    }
}
