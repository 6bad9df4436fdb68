using Xunit;

namespace Ponder.TestSupport;

/// <summary>A theory that needs a path below the shared folder and skips with the reason where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedTheoryAttribute : TheoryAttribute
{
    /// <summary>Names the path that the test reads.</summary>
    public SharedTheoryAttribute(params string[] parts) => Skip = SharedFolder.SkipReason(parts);
}
