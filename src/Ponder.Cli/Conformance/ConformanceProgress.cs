namespace Ponder.Cli.Conformance;

/// <summary>Tells on standard error how far a run is: a line when an area ends, and every tenth of a long one.</summary>
internal sealed class ConformanceProgress(TextWriter error, IReadOnlyCollection<ConformanceCase> cases)
{
    private readonly Dictionary<string, int> _total = cases.GroupBy(c => c.Folder).ToDictionary(g => g.Key, g => g.Count());
    private string _folder = "";
    private int _done;
    private int _failed;

    public void Done(ConformanceResult result)
    {
        var (item, outcome) = result;
        if (item.Folder != _folder)
        {
            (_folder, _done, _failed) = (item.Folder, 0, 0);
        }

        _done++;
        if (outcome.Status == ConformanceStatus.Fail)
        {
            _failed++;
        }

        var total = _total[_folder];
        if (_done == total || (total >= 100 && _done % (total / 10) == 0))
        {
            error.WriteLine($"{item.Area}: {_done} of {total} cases, {_failed} failed");
        }
    }
}
