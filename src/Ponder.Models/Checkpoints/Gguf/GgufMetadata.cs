using System.Globalization;
using Ponder.Tensors;

namespace Ponder.Models.Checkpoints.Gguf;

/// <summary>
/// The keys of a GGUF file. Numbers are kept in the width of the file; the accessors accept any integer type for an integer
/// and widen floats.
/// </summary>
/// <param name="path">The file's name for messages.</param>
/// <param name="values">
/// Keys and values: numbers, <see cref="bool"/>, <see cref="string"/>, arrays of these, <c>object[]</c> for arrays of
/// arrays.
/// </param>
public sealed class GgufMetadata(string path, IReadOnlyDictionary<string, object> values)
{
    /// <summary>All keys and values in the order of the file.</summary>
    public IReadOnlyDictionary<string, object> Values { get; } = values;

    /// <summary>An integer, or null where the key is absent.</summary>
    /// <exception cref="CheckpointException">The key holds something else.</exception>
    public long? IntegerOf(string key) => Values.GetValueOrDefault(key) switch
    {
        null => null,
        byte or sbyte or ushort or short or uint or int or long => Convert.ToInt64(Values[key], CultureInfo.InvariantCulture),
        ulong value and <= long.MaxValue => (long)value,
        var other => throw Wrong(key, "an integer", other),
    };

    /// <summary>A number, or null where the key is absent.</summary>
    /// <exception cref="CheckpointException">The key holds something else.</exception>
    public double? NumberOf(string key) => Values.GetValueOrDefault(key) switch
    {
        float value => value,
        double value => value,
        _ => IntegerOf(key),
    };

    /// <summary>A truth value, or null where the key is absent.</summary>
    /// <exception cref="CheckpointException">The key holds something else.</exception>
    public bool? FlagOf(string key) => Values.GetValueOrDefault(key) switch
    {
        null => null,
        bool value => value,
        var other => throw Wrong(key, "a bool", other),
    };

    /// <summary>A string, or null where the key is absent.</summary>
    /// <exception cref="CheckpointException">The key holds something else.</exception>
    public string? TextOf(string key) => Values.GetValueOrDefault(key) switch
    {
        null => null,
        string value => value,
        var other => throw Wrong(key, "a string", other),
    };

    /// <summary>A list of strings, or null where the key is absent.</summary>
    /// <exception cref="CheckpointException">The key holds something else.</exception>
    public IReadOnlyList<string>? TextsOf(string key) => Values.GetValueOrDefault(key) switch
    {
        null => null,
        string[] value => value,
        Array { Length: 0 } => [],
        var other => throw Wrong(key, "a list of strings", other),
    };

    /// <summary>A list of integers, or null where the key is absent.</summary>
    /// <exception cref="CheckpointException">The key holds something else.</exception>
    public IReadOnlyList<int>? IntegersOf(string key) => Values.GetValueOrDefault(key) switch
    {
        null => null,
        int[] value => value,
        uint[] value when value.All(v => v <= int.MaxValue) => Array.ConvertAll(value, v => (int)v),
        short[] value => Array.ConvertAll(value, v => (int)v),
        ushort[] value => Array.ConvertAll(value, v => (int)v),
        sbyte[] value => Array.ConvertAll(value, v => (int)v),
        byte[] value => Array.ConvertAll(value, v => (int)v),
        long[] value when value.All(v => v is >= int.MinValue and <= int.MaxValue) => Array.ConvertAll(value, v => (int)v),
        Array { Length: 0 } => [],
        var other => throw Wrong(key, "a list of integers", other),
    };

    /// <summary>A list of numbers, or null where the key is absent.</summary>
    /// <exception cref="CheckpointException">The key holds something else.</exception>
    public IReadOnlyList<float>? NumbersOf(string key) => Values.GetValueOrDefault(key) switch
    {
        null => null,
        float[] value => value,
        double[] value => Array.ConvertAll(value, v => (float)v),
        Array { Length: 0 } => [],
        var other => throw Wrong(key, "a list of numbers", other),
    };

    /// <summary>An integer that must be there and lie in a range.</summary>
    /// <exception cref="CheckpointException">The key is absent, holds something else, or is out of range.</exception>
    public int Require(string key, int least, int most = int.MaxValue)
    {
        var value = IntegerOf(key) ?? throw new CheckpointException($"{path}: the key {key} is missing");
        return value >= least && value <= most
            ? (int)value
            : throw new CheckpointException($"{path}: {key} is {value}, expected {least} to {most}");
    }

    private CheckpointException Wrong(string key, string expected, object got) =>
        new($"{path}: {key} must be {expected}, the file has {got.GetType().Name}");
}
