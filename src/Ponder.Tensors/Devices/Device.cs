using System.Globalization;

namespace Ponder.Tensors;

/// <summary>Where the elements of a tensor lie: the CPU, or a CUDA device.</summary>
public readonly record struct Device
{
    // 0 is the CPU, so that the default is; n + 1 is CUDA device n.
    private readonly int _place;

    private Device(int place) => _place = place;

    /// <summary>The CPU.</summary>
    public static Device Cpu => default;

    /// <summary>Whether this is the CPU.</summary>
    public bool IsCpu => _place == 0;

    /// <summary>The number of the C interface: −1 for the CPU, else that of the CUDA device.</summary>
    internal int Number => _place - 1;

    /// <summary>A CUDA device.</summary>
    /// <param name="index">Its number, from 0.</param>
    public static Device Cuda(int index = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return new(index + 1);
    }

    /// <summary>Reads <c>cpu</c>, <c>cuda</c> (the first one) or <c>cuda:1</c>.</summary>
    /// <returns>Whether the text is one of these.</returns>
    public static bool TryParse(string? text, out Device device)
    {
        device = Cpu;
        switch (text)
        {
            case "cpu":
                return true;
            case "cuda":
                device = Cuda();
                return true;
            case not null when text.StartsWith("cuda:", StringComparison.Ordinal)
                && int.TryParse(text.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < 128:
                device = Cuda(index);
                return true;
            default:
                return false;
        }
    }

    /// <summary><c>cpu</c> or <c>cuda:0</c>.</summary>
    public override string ToString() => IsCpu ? "cpu" : string.Create(CultureInfo.InvariantCulture, $"cuda:{Number}");

    internal static Device FromNumber(int number) => new(number + 1);
}
