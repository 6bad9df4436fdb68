using Ponder.Verification.Code;
using Ponder.Verification.Sandbox;
using Xunit;

namespace Ponder.Tests.Verification.Code;

/// <summary>A fact that needs a machine that can isolate programs, and languages; skips with the reason elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SandboxFactAttribute : FactAttribute
{
    /// <summary>Names the languages that the test uses.</summary>
    public SandboxFactAttribute(params string[] languages) => Skip = SandboxNeeds.SkipReason(languages);
}

/// <summary>A theory that needs a machine that can isolate programs, and languages; skips with the reason elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SandboxTheoryAttribute : TheoryAttribute
{
    /// <summary>Names the languages that the test uses.</summary>
    public SandboxTheoryAttribute(params string[] languages) => Skip = SandboxNeeds.SkipReason(languages);
}

internal static class SandboxNeeds
{
    private static readonly Lazy<Isolation> s_isolation = new(Isolation.Probe);

    public static string? SkipReason(string[] languages) => !s_isolation.Value.IsAvailable
        ? $"programs cannot be isolated here: {s_isolation.Value.Text}"
        : CodeJudge.Runtimes.Where(row => row.Runtime is null && languages.Contains(row.Name)).Select(row => $"{row.Name} is not installed").FirstOrDefault();
}
