using System.Text.Json;

namespace Ponder.Verification.Code.Problems;

/// <summary>One call of a function.</summary>
/// <param name="Arguments">A JSON array of arguments.</param>
/// <param name="Expected">The JSON value that it should return.</param>
public sealed record CallTest(JsonElement Arguments, JsonElement Expected);
