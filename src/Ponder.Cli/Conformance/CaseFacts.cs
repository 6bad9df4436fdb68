namespace Ponder.Cli.Conformance;

/// <summary>What decides whether a case is offered: never its name, always its kind.</summary>
/// <param name="Area">The area.</param>
/// <param name="Kind">
/// The sort of case within the area: a file (<c>presets.json</c>), a kind of model case (<c>causal_lm</c>), a part
/// (<c>logits</c>).
/// </param>
/// <param name="Subject">Model family, algorithm or tensor type; empty where there is none.</param>
/// <param name="Source">The library that the numbers come from; of a model how its weights are quantised; empty where there is nothing.</param>
/// <param name="Function">That library's function; of a model its optimiser or its rotary scaling; empty where there is none.</param>
public sealed record CaseFacts(string Area, string Kind, string Subject = "", string Source = "", string Function = "")
{
    /// <inheritdoc/>
    public override string ToString() =>
        string.Join(" / ", new[] { Area, Kind, Subject, Source, Function }.Where(part => part.Length > 0));
}
