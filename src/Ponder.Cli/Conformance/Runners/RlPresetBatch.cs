using System.Text.Json;
using Ponder.Algorithms.Advantages;
using Ponder.Algorithms.Records;

namespace Ponder.Cli.Conformance.Runners;

/// <summary>
/// A batch of <c>rl/presets.json</c> as a <see cref="TrainBatch"/>. Each golden row of n tokens becomes n + 1
/// positions, of which the last predicts nothing; zeros of the golden mask become gaps of the response mask.
/// </summary>
internal sealed class RlPresetBatch
{
    private readonly JsonElement _source;
    private readonly int[] _lengths;
    private readonly int[] _starts;

    internal RlPresetBatch(JsonElement source, GroupAdvantage estimator)
    {
        _source = source;
        _lengths = [.. source.GetProperty("lengths").EnumerateArray().Select(n => n.GetInt32())];
        _starts = new int[_lengths.Length + 1];
        for (var i = 0; i < _lengths.Length; i++)
        {
            _starts[i + 1] = _starts[i] + _lengths[i] + 1;
        }

        Advantages = Credit(estimator);
        var mask = source.GetProperty("mask").ValueKind == JsonValueKind.Null ? Spread(i => 1) : Spread("mask");
        Train = new TrainBatch
        {
            Tokens = new int[_starts[^1]],
            CuSeqlens = _starts,
            Targets = [.. Spread("token_ids").Select(id => (int)id)],
            ResponseMask = mask,
            GradientMask = mask,
            Advantages = Spread(i => (float)Advantages[i]),
            OldLogProbs = Spread("logp_old"),
            RolloutLogProbs = Spread("logp_rollout"),
            ReferenceLogProbs = Spread("logp_ref"),
            Groups = Groups(),
        };
    }

    /// <summary>The batch.</summary>
    internal TrainBatch Train { get; }

    /// <summary>Advantage of each row.</summary>
    internal double[] Advantages { get; }

    /// <summary>Size of the vocabulary.</summary>
    internal int Vocabulary => _source.GetProperty("logits")[0][0].GetArrayLength();

    /// <summary>Logits of every position, row-major; 0 where nothing is predicted.</summary>
    internal float[] Logits()
    {
        var logits = new float[_starts[^1] * Vocabulary];
        for (var i = 0; i < _lengths.Length; i++)
        {
            for (var t = 0; t < _lengths[i]; t++)
            {
                RlNumbers.Flatten(_source.GetProperty("logits")[i][t]).Select(x => (float)x).ToArray()
                    .CopyTo(logits, (_starts[i] + t) * Vocabulary);
            }
        }

        return logits;
    }

    /// <summary>The entries of the positions that stand for golden tokens, in their order.</summary>
    /// <param name="perPosition">Entries of all positions.</param>
    /// <param name="width">Numbers per position.</param>
    internal double[] AtTokens(float[] perPosition, int width = 1)
    {
        var picked = new List<double>();
        for (var i = 0; i < _lengths.Length; i++)
        {
            picked.AddRange(perPosition.AsSpan(_starts[i] * width, _lengths[i] * width).ToArray().Select(x => (double)x));
        }

        return [.. picked];
    }

    private double[] Credit(GroupAdvantage estimator)
    {
        var rewards = RlNumbers.Flatten(_source.GetProperty("rewards"));
        var groups = Groups();
        var advantages = new double[rewards.Length];
        foreach (var group in Enumerable.Range(0, rewards.Length).GroupBy(i => groups[i]))
        {
            int[] members = [.. group];
            var credited = estimator.ForGroup([.. members.Select(i => rewards[i])]);
            for (var k = 0; k < members.Length; k++)
            {
                advantages[members[k]] = credited[k];
            }
        }

        return advantages;
    }

    private int[] Groups() => [.. _source.GetProperty("group_ids").EnumerateArray().Select(g => g.GetInt32())];

    private float[] Spread(string field)
    {
        var rows = _source.GetProperty(field);
        return SpreadTokens((i, t) => (float)rows[i][t].GetDouble());
    }

    private float[] Spread(Func<int, float> ofRow) => SpreadTokens((i, _) => ofRow(i));

    private float[] SpreadTokens(Func<int, int, float> of)
    {
        var values = new float[_starts[^1]];
        for (var i = 0; i < _lengths.Length; i++)
        {
            for (var t = 0; t < _lengths[i]; t++)
            {
                values[_starts[i] + t] = of(i, t);
            }
        }

        return values;
    }
}
