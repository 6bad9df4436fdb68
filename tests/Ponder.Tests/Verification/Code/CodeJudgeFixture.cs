using Ponder.Verification.Code;
using Xunit;

namespace Ponder.Tests.Verification.Code;

/// <summary>One judge for all tests of the sandbox, which run one after the other.</summary>
[CollectionDefinition("sandbox")]
public sealed class CodeJudgeFixture : ICollectionFixture<CodeJudgeFixture>, IDisposable
{
    public CodeJudge Judge { get; } = new();

    public void Dispose() => Judge.Dispose();
}
