using Ponder.Inference.Loading;
using Ponder.Models;

namespace Ponder.Cli.Conformance.Runners;

/// <summary>All strings of <c>NAME.tokens.json</c> through the tokenizer inside the GGUF files of that name.</summary>
internal sealed class GgufTokensRunner : ICaseRunner
{
    public Comparison Run(ConformanceCase item, ConformanceContext context)
    {
        var comparison = new Comparison();
        var rows = CaseRows.Read(item.Path).Select(row => row.Row).ToList();
        foreach (var path in CaseLists.Flat(item.Folder, $"{item.File.Split('.')[0]}.*.gguf"))
        {
            using var loaded = Families.Load(path);
            var tokenizer = TextModel.TokenizerOf(loaded);
            foreach (var row in rows)
            {
                var (text, ids) = (row.GetProperty("text").GetString()!, RealTokensRunner.Ids(row, "ids")!);
                comparison.Equal<int>($"ids of \"{text}\"", ids, tokenizer.Encode(text));
                comparison.Equal($"decoded \"{text}\"", row.GetProperty("decoded").GetString(), tokenizer.Decode(ids, skipSpecial: false));
            }
        }

        return comparison;
    }
}
