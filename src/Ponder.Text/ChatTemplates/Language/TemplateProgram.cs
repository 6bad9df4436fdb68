using System.Text;

namespace Ponder.Text.ChatTemplates.Language;

/// <summary>A template that has been read and can be rendered.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
internal sealed class TemplateProgram
{
    private readonly IReadOnlyList<Statement> _statements;

    private TemplateProgram(IReadOnlyList<Statement> statements) => _statements = statements;

    public static TemplateProgram Parse(string source)
    {
        // One newline at the very end is not part of the template.
        source = source.ReplaceLineEndings("\n");
        source = source.EndsWith('\n') ? source[..^1] : source;
        return new TemplateProgram(new TemplateParser(new TemplateLexer(source).Run()).Run());
    }

    public string Render(IReadOnlyDictionary<string, object?> variables)
    {
        var output = new StringBuilder();
        Execute(_statements, new TemplateScope(variables), output);
        return output.ToString();
    }

    private static void Execute(IReadOnlyList<Statement> statements, TemplateScope scope, StringBuilder output)
    {
        foreach (var statement in statements)
        {
            switch (statement)
            {
                case Statement.Text text:
                    output.Append(text.Value);
                    break;

                case Statement.Output value:
                    output.Append(TemplateValue.Print(ExpressionEvaluator.Evaluate(value.Value, scope), value.Line));
                    break;

                case Statement.Set set:
                    scope.Set(set.Name, ExpressionEvaluator.Evaluate(set.Value, scope));
                    break;

                case Statement.If choice:
                    var branch = choice.Branches.FirstOrDefault(
                        b => b.Condition is null || TemplateValue.IsTrue(ExpressionEvaluator.Evaluate(b.Condition, scope)));
                    Execute(branch.Body ?? [], scope, output);
                    break;

                case Statement.For loop:
                    ExecuteLoop(loop, scope, output);
                    break;

                case Statement.Unsupported unsupported:
                    throw TemplateError.Unsupported(unsupported.Line, unsupported.What);
            }
        }
    }

    private static void ExecuteLoop(Statement.For loop, TemplateScope scope, StringBuilder output)
    {
        var items = ExpressionEvaluator.Evaluate(loop.Items, scope) switch
        {
            object?[] list => list,
            Undefined => [],
            var other => throw TemplateError.At(loop.Line, $"expected a list to loop over, found {TemplateValue.Describe(other)}"),
        };
        for (var i = 0; i < items.Length; i++)
        {
            var inner = new TemplateScope(scope);
            inner.Set(loop.Variable, items[i]);
            inner.Set("loop", new Dictionary<string, object?>
            {
                ["index"] = i + 1L,
                ["index0"] = (long)i,
                ["revindex"] = (long)items.Length - i,
                ["revindex0"] = items.Length - i - 1L,
                ["first"] = i == 0,
                ["last"] = i == items.Length - 1,
                ["length"] = (long)items.Length,
                ["previtem"] = i > 0 ? items[i - 1] : new Undefined("loop.previtem"),
                ["nextitem"] = i < items.Length - 1 ? items[i + 1] : new Undefined("loop.nextitem"),
            });
            Execute(loop.Body, inner, output);
        }
    }
}
