using System.Text;

namespace Ponder.Runs.Reports.Sections;

/// <summary>The objective as a formula, the resolved recipes and the events, folded.</summary>
internal sealed class RecipeSection(IReadOnlyList<RunGroup> groups)
{
    public string Render()
    {
        var html = new StringBuilder();
        foreach (var group in groups)
        {
            var run = group.Runs[0];
            var title = groups.Count > 1 ? $": {Html.Escape(group.Title)}" : "";
            if (run.Lineage?.Objective is { } objective)
            {
                html.Append($"<h2>Objective{title}</h2><pre class=\"formula\">{Html.Escape(objective)}</pre>\n");
            }

            html.Append($"<details><summary>Resolved recipe{title}</summary><pre>{Html.Escape(run.Recipe)}</pre></details>\n");
            html.Append($"<details><summary>Events{title}</summary><div class=\"wide\"><table class=\"events\"><tbody>");
            foreach (var entry in run.Events)
            {
                html.Append($"<tr><td class=\"dim\">{entry.Time:yyyy-MM-dd HH:mm:ss}</td><td class=\"n dim\">{entry.Step}</td><td>{Html.Escape(entry.Text)}</td></tr>");
            }

            html.Append("</tbody></table></div></details>\n");
        }

        return html.ToString();
    }
}
