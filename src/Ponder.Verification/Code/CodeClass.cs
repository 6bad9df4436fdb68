namespace Ponder.Verification.Code;

/// <summary>What became of a program.</summary>
public enum CodeClass
{
    /// <summary>Every test passed.</summary>
    Accepted,

    /// <summary>A test gave another result.</summary>
    WrongAnswer,

    /// <summary>The words of the output are right, only blanks and line ends are not.</summary>
    PresentationOnly,

    /// <summary>It ended with an error, a signal or an exit code, or before it gave its results.</summary>
    RuntimeError,

    /// <summary>It used up its time.</summary>
    TimeLimit,

    /// <summary>It used up its memory.</summary>
    MemoryLimit,

    /// <summary>It wrote too much.</summary>
    OutputLimit,

    /// <summary>It started too many processes or threads.</summary>
    ProcessLimit,

    /// <summary>It does not compile.</summary>
    CompileError,

    /// <summary>The response holds no program.</summary>
    NoCode,

    /// <summary>The filter of system calls ended it.</summary>
    Forbidden,

    /// <summary>The sandbox failed: no verdict.</summary>
    SandboxError,

    /// <summary>The problem's tests or its checker are broken or empty: no verdict.</summary>
    TestSuiteInvalid,
}
