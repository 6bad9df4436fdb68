namespace Ponder.Cli.Bench;

/// <summary>One step of reinforcement learning.</summary>
/// <param name="Seconds">All of it, logging included.</param>
/// <param name="Generate">Seconds of sampling.</param>
/// <param name="Verify">Seconds of judging.</param>
/// <param name="Update">Seconds of the update.</param>
/// <param name="Tokens">Tokens generated.</param>
/// <param name="Reward">Mean reward.</param>
/// <param name="GemmFp32">GFLOP/s of an fp32 product right after the step.</param>
/// <param name="GemmBf16">GFLOP/s of a bf16 product right after the step.</param>
internal sealed record RlStep(double Seconds, double Generate, double Verify, double Update, double Tokens, double Reward, double GemmFp32, double GemmBf16)
{
    /// <summary>Seconds of everything else: packing is part of the update, publishing and logging are not.</summary>
    public double Other => Seconds - Generate - Verify - Update;

    /// <summary>Seconds × GFLOP/s: what is left of the time when the machine's speed is taken out of it.</summary>
    public double Work => Seconds * GemmBf16;
}
