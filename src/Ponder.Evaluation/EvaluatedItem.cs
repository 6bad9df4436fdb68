using Ponder.Text;
using Ponder.Verification;

namespace Ponder.Evaluation;

/// <summary>One item of an evaluation: what was asked, what came back, what the verifier said.</summary>
/// <param name="Rollout">The prompt and its completion.</param>
/// <param name="Verdict">The verifier's decision.</param>
public sealed record EvaluatedItem(Rollout Rollout, Verdict Verdict);
