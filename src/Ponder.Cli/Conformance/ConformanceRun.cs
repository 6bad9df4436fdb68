namespace Ponder.Cli.Conformance;

/// <summary>Runs golden cases one after the other; nothing is skipped in silence.</summary>
/// <param name="kinds">What is offered.</param>
/// <param name="context">Shared files and models.</param>
public sealed class ConformanceRun(IReadOnlyList<CaseKind> kinds, ConformanceContext context)
{
    /// <summary>Runs the cases in order; results come as they are made.</summary>
    public IEnumerable<ConformanceResult> Run(IEnumerable<ConformanceCase> cases)
    {
        ArgumentNullException.ThrowIfNull(cases);
        var folder = "";
        foreach (var item in cases)
        {
            if (item.Folder != folder)
            {
                context.Clear();
                folder = item.Folder;
            }

            yield return new ConformanceResult(item, Outcome(item));
        }

        context.Clear();
    }

    // Whatever a case throws is the case's failure: a broken file or a bug in one kind must not hide the others.
    private CaseOutcome Outcome(ConformanceCase item)
    {
        try
        {
            var facts = CaseFactsReader.Read(item, context);
            var kind = kinds.FirstOrDefault(k => k.Matches(facts));
            return kind switch
            {
                null => new CaseOutcome(ConformanceStatus.Fail, Reason: $"no row of the table of kinds covers {facts}"),
                { Runner: { } runner } => runner.Run(item, context).Outcome(),
                _ => new CaseOutcome(ConformanceStatus.NotOffered, Reason: kind.Reason),
            };
        }
        catch (Exception e)
        {
            return new CaseOutcome(ConformanceStatus.Fail, Reason: $"{e.GetType().Name}: {e.Message}");
        }
    }
}
