using System.CommandLine;
using Ponder.Text;

namespace Ponder.Cli.Conformance;

/// <summary><c>ponder conformance FOLDER</c>: runs the golden cases found under a folder.</summary>
public static class ConformanceVerb
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var folder = new Argument<string>("FOLDER") { Description = "An area's folder (models, rl, …) or one above several" };
        var only = new Option<string?>("--only") { Description = "Only this area, or only its cases whose name begins so: AREA[/FILE]" };
        var models = new Option<string?>("--models") { Description = "Folder of real models; default: ../shared/models beside the repository" };
        var json = new Option<bool>("--json") { Description = "Write the report as one JSON document" };
        var verb = new Verb(
            "conformance", "Run golden cases made by other implementations.",
            ("conformance ../shared/golden", "everything"),
            ("conformance ../shared/golden --only rl/presets", "one file of one area"),
            ("conformance my-cases --json > report.json", "a report for programs"));
        verb.Arguments.Add(folder);
        verb.Options.Add(only);
        verb.Options.Add(models);
        verb.Options.Add(json);
        verb.SetAction(parsed => Run(
            new Request(parsed.GetValue(folder)!, parsed.GetValue(only), parsed.GetValue(models), parsed.GetValue(json)),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error));
        return verb;
    }

    private static int Run(Request request, TextWriter output, TextWriter error)
    {
        if (!Directory.Exists(request.Folder))
        {
            throw new UserException($"{request.Folder}: no such folder");
        }

        var cases = CaseLists.Find(request.Folder, request.Only).ToList();
        if (cases.Count == 0)
        {
            throw new UserException($"{request.Folder}: no golden cases{(request.Only is null ? "" : $" that begin with {request.Only}")}; "
                + "an area's folder is named models, gguf, safetensors, rl, verify, …");
        }

        using var context = new ConformanceContext(request.Models ?? DefaultModels());
        var results = new List<ConformanceResult>(cases.Count);
        var progress = new ConformanceProgress(error, cases);
        foreach (var result in new ConformanceRun(CaseKinds.All, context).Run(cases))
        {
            results.Add(result);
            progress.Done(result);
        }

        output.WriteLine(request.Json ? ConformanceReport.Json(results) : ConformanceReport.Summary(results));
        return results.Any(r => r.Outcome.Status == ConformanceStatus.Fail) ? ExitCodes.Failed : ExitCodes.Done;
    }

    private static string DefaultModels()
    {
        var shared = Environment.GetEnvironmentVariable("PONDER_SHARED") is { Length: > 0 } given
            ? given
            : Path.Combine(Repository.Find() ?? Environment.CurrentDirectory, "..", "shared");
        return Path.GetFullPath(Path.Combine(shared, "models"));
    }

    private sealed record Request(string Folder, string? Only, string? Models, bool Json);
}
