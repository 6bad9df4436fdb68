using Ponder.Text;
using Ponder.Verification;
using Ponder.Verification.Code;
using Ponder.Verification.Code.Problems;

namespace Ponder.Cli.Verify;

/// <summary>Judges programs against the problems of a file.</summary>
internal sealed class CodeRowJudge : IRowJudge, IDisposable
{
    private readonly CodeJudge _judge = new();
    private readonly Dictionary<(string Name, string? Language), CodeProblem> _problems = [];
    private readonly string _file;

    /// <summary>Reads the problems.</summary>
    /// <exception cref="UserException">No file, a broken one, or a machine that cannot isolate programs.</exception>
    public CodeRowJudge(string? problems)
    {
        _file = LineFiles.Existing(problems ?? throw new UserException("verify code: say which problems the rows name: --problems problems.jsonl"), "--problems");
        if (!_judge.Isolation.IsAvailable)
        {
            throw new UserException($"verify code: {_judge.Isolation.Text}; to mend it: {_judge.Isolation.Mend}; ./ponder doctor checks it");
        }

        foreach (var (line, number) in File.ReadLines(_file).Select((line, i) => (line, i + 1L)).Where(row => !string.IsNullOrWhiteSpace(row.line)))
        {
            var row = VerifyRow.Parse(line, _file, number);
            try
            {
                var problem = CodeProblemReader.Read(row.Json);
                _problems[(problem.Id, problem.Language)] = problem;
            }
            catch (UserException e)
            {
                throw row.Wrong(e.Message);
            }
        }
    }

    /// <inheritdoc/>
    public Verdict Judge(VerifyRow row)
    {
        var name = row.OptionalText("problem") ?? row.Text("task");
        var language = row.Text("language");
        if (!_problems.TryGetValue((name, language), out var problem) && !_problems.TryGetValue((name, null), out problem))
        {
            throw row.Wrong($"{_file} holds no problem \"{name}\" for {language}; it holds {_problems.Count} problems");
        }

        if (!CodeJudge.IsLanguage(language))
        {
            throw row.Wrong($"there is no language \"{language}\"; known are {string.Join(", ", CodeJudge.Languages)}");
        }

        var verdict = _judge.Judge(problem, language, row.Text("program"));
        return CodeVerifier.ToVerdict(verdict, null);
    }

    /// <inheritdoc/>
    public void Dispose() => _judge.Dispose();
}
