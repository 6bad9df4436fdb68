using Ponder.Runs.Reports.Sections;
using Ponder.Runs.Storage;

namespace Ponder.Runs.Reports;

/// <summary>
/// One self-contained HTML page about one run or several: figures, curves, samples, objective, recipe. It loads nothing from
/// elsewhere, so it can be mailed and kept.
/// </summary>
public static class RunReport
{
    /// <summary>Renders the page.</summary>
    /// <param name="folders">The runs; those of one recipe that differ only in the seed are drawn together with error bands.</param>
    public static string Render(IReadOnlyList<RunFolder> folders)
    {
        RunData[] runs = [.. folders.Select(RunData.Load)];
        var groups = RunGroup.Of(runs);
        var title = Html.Escape(string.Join(", ", groups.Select(group => group.Title)));
        return $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{title} · ponder report</title>
            <style>{Asset("report.css")}</style>
            </head>
            <body>
            <main>
            {new HeaderSection(groups).Render()}
            {new CurvesSection(groups).Render()}
            {new SamplesSection(runs[0]).Render()}
            {new RecipeSection(groups).Render()}
            </main>
            <div id="tip" hidden></div>
            <script>{Asset("report.js")}</script>
            </body>
            </html>

            """;
    }

    /// <summary>Renders the page and writes it, whole or not at all.</summary>
    /// <exception cref="RunStorageException">The disk is full or the folder cannot be written.</exception>
    public static void Write(IReadOnlyList<RunFolder> folders, string path) => DurableFile.Write(path, Render(folders));

    private static string Asset(string name)
    {
        using var stream = typeof(RunReport).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the assembly holds no resource {name}");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
