using Ponder.Verification.Code;
using Ponder.Verification.Sandbox;

namespace Ponder.Cli.Doctor;

/// <summary>Whether programs that models write can be run here, and in which languages. Nothing else needs it.</summary>
internal static class SandboxChecks
{
    public static IEnumerable<Finding> Run() => [Sandbox(Isolation.Probe()), Languages(CodeJudge.Runtimes)];

    internal static Finding Sandbox(Isolation isolation) => isolation.IsAvailable
        ? new Finding("sandbox", Health.Green, isolation.Text)
        : new Finding("sandbox", Health.Yellow, $"the verifier of programs does not run: {isolation.Text}", isolation.Mend);

    internal static Finding Languages(IEnumerable<(string Name, string? Runtime, string Package)> runtimes)
    {
        var rows = runtimes.ToList();
        string[] missing = [.. rows.Where(row => row.Runtime is null).Select(row => row.Package)];
        var text = string.Join(", ", rows.Select(row => row.Runtime is { } path ? $"{row.Name} ({path})" : $"no {row.Name}"));
        return missing.Length == 0
            ? new Finding("languages", Health.Green, text)
            : new Finding("languages", Health.Yellow, text, $"apt-get install -y {string.Join(' ', missing)}");
    }
}
