using System.Text;

namespace Ponder.Runs.Reports.Charts;

/// <summary>One bar of parts: where the time of a stage went.</summary>
/// <param name="Title">What the whole is.</param>
/// <param name="Parts">Names and seconds; parts without time are left out.</param>
internal sealed record StackedChart(string Title, IReadOnlyList<(string Name, double Seconds)> Parts)
{
    public string Render()
    {
        var parts = Parts.Index().Where(part => part.Item.Seconds > 0).ToArray();
        var total = parts.Sum(part => part.Item.Seconds);
        if (total <= 0)
        {
            return "";
        }

        var html = new StringBuilder($"<figure class=\"split\"><figcaption><b>{Html.Escape(Title)}</b><span class=\"legend\">");
        foreach (var (index, (name, seconds)) in parts)
        {
            html.Append($"<span class=\"key\"><i class=\"f{index + 1}\"></i>{Html.Escape(name)} <b>{Html.Percent(seconds / total)}</b> ");
            html.Append($"<span class=\"dim\">{Html.Duration(TimeSpan.FromSeconds(seconds))}</span></span>");
        }

        html.Append("</span></figcaption><div class=\"bar\">");
        foreach (var (index, (name, seconds)) in parts)
        {
            html.Append($"<i class=\"f{index + 1}\" style=\"flex:{Html.Coordinate(seconds / total * 1000)}\" title=\"{Html.Escape(name)}\"></i>");
        }

        return html.Append("</div></figure>\n").ToString();
    }
}
