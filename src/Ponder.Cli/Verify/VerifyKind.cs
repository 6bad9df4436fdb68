namespace Ponder.Cli.Verify;

/// <summary>One row of <see cref="VerifyKinds"/>.</summary>
/// <param name="Name">What the user types; a kind with an argument is typed as <c>name:ARGUMENT</c>.</param>
/// <param name="Summary">What it checks, in one line.</param>
/// <param name="Fields">The fields of a row, for the list; optional ones end in <c>?</c>.</param>
/// <param name="Create">Makes the judge; an <see cref="IDisposable"/> one is disposed at the end of the run.</param>
internal sealed record VerifyKind(string Name, string Summary, string Fields, Func<VerifySettings, IRowJudge> Create)
{
    /// <summary>What the argument after the colon is called, for example <c>NAME</c>; null where there is none.</summary>
    public string? Argument { get; init; }

    /// <summary>The arguments that exist.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Whether it reads a file of problems.</summary>
    public bool ReadsProblems { get; init; }

    /// <summary>How the kind is typed: <c>math</c>, <c>puzzle:NAME</c>.</summary>
    public string Usage => Argument is null ? Name : $"{Name}:{Argument}";
}
