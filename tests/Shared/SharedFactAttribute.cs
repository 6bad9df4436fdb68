using Xunit;

namespace Ponder.TestSupport;

/// <summary>A fact that needs a path below the shared folder and skips with the reason where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedFactAttribute : FactAttribute
{
    /// <summary>Names the path that the test reads.</summary>
    public SharedFactAttribute(params string[] parts) => Skip = SharedFolder.SkipReason(parts);
}
