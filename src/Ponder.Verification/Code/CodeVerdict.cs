namespace Ponder.Verification.Code;

/// <summary>What judging a program gave.</summary>
/// <param name="Class">What became of it.</param>
/// <param name="Detail">What differed or failed, in a line.</param>
public sealed record CodeVerdict(CodeClass Class, string Detail)
{
    /// <summary>Tests that passed before the first that did not.</summary>
    public int Passed { get; init; }

    /// <summary>All tests; 0 where the tests are a program.</summary>
    public int Tests { get; init; }

    /// <summary>Whether it says something about the program: infrastructure and broken tests do not.</summary>
    public bool IsDecided => Class is not (CodeClass.SandboxError or CodeClass.TestSuiteInvalid);

    internal static CodeVerdict Accepted { get; } = new(CodeClass.Accepted, "");
}
