using System.Text;

namespace Ponder.OpGenerator;

/// <summary>The LibraryImport declarations and the methods of <c>Tensor</c> and <c>F</c>.</summary>
internal static class CSharpEmitter
{
    private const string Notice = "// Generated from native/ops/ops.txt by native/generate; edit those.\n#nullable enable\n";

    public static string Imports(IReadOnlyList<Op> ops)
    {
        var text = new StringBuilder(Notice).Append("using System.Runtime.InteropServices;\n\nnamespace Ponder.Tensors;\n\n");
        text.Append("internal static unsafe partial class NativeMethods\n{\n");
        foreach (var op in ops)
        {
            var parameters = op.Parameters.SelectMany(Import).Concat(op.TupleNames.Select(n => $"nint* {Camel(n)}"));
            text.Append("    [LibraryImport(Library)]\n    internal static partial ");
            text.Append(op.Result == "Tensor" ? "nint " : "int ").Append(op.Export);
            text.Append('(').AppendJoin(", ", parameters).Append(");\n\n");
        }

        text.Length--;
        return text.Append("}\n").ToString();
    }

    public static string TensorMethods(IReadOnlyList<Op> ops) =>
        Class("public sealed unsafe partial class Tensor", ops.Where(op => op.Placement != Placement.Functional), Method);

    public static string Functions(IReadOnlyList<Op> ops) =>
        Class("public static unsafe partial class F", ops.Where(op => op.Placement != Placement.Tensor),
            op => op.Placement == Placement.Both ? Twin(op) : Method(op));

    private static string Class(string declaration, IEnumerable<Op> ops, Func<Op, string> member) =>
        Notice + "\nnamespace Ponder.Tensors;\n\n" + declaration + "\n{\n" + string.Join("\n", ops.Select(member)) + "}\n";

    private static string Twin(Op op)
    {
        var x = op.Parameters.Select(p => p with { Name = p.Name == "self" ? "x" : p.Name }).ToList();
        var arguments = string.Join(", ", x.Skip(1).Select(p => p.Name));
        return $"{Documentation(op, "    ")}\n" +
            $"    public static Tensor {op.Name}({Parameters(x)}) => x.{op.Name}({arguments});\n";
    }

    private static string Method(Op op)
    {
        var text = new StringBuilder();
        text.Append(Documentation(op, "    ")).Append('\n');
        var parameters = op.IsMethod ? op.Parameters.Skip(1).ToList() : op.Parameters;
        var result = op.Result == "Tensor" ? "Tensor" : op.Result;
        text.Append("    public ").Append(op.IsMethod ? "" : "static ").Append(result).Append(' ').Append(op.Name);
        text.Append('(').Append(Parameters(parameters)).Append(")\n    {\n");
        foreach (var rule in op.Rules)
        {
            var at = rule.IndexOf('(', StringComparison.Ordinal);
            var arguments = rule[(at + 1)..^1].Split(',', StringSplitOptions.TrimEntries)
                .Select(a => a == "self" ? "this" : char.IsUpper(a[0]) ? "DType." + a : a);
            text.Append($"        ShapeRules.{rule[..at]}(\"{op.Name}\", {string.Join(", ", arguments)});\n");
        }

        foreach (var p in op.Parameters.Where(p => p.Type == "Tensor[]"))
        {
            text.Append($"        var {p.Name}Handles = Tensor.HandlesOf({p.Name});\n");
        }

        foreach (var name in op.TupleNames)
        {
            text.Append($"        nint {Camel(name)} = 0;\n");
        }

        var pinned = op.Parameters.Where(p => p.Type is "int[]" or "Tensor[]").ToList();
        foreach (var p in pinned)
        {
            text.Append(p.Type == "int[]"
                ? $"        fixed (int* {p.Name}Sizes = {p.Name})\n"
                : $"        fixed (nint* {p.Name}Pointer = {p.Name}Handles)\n");
        }

        if (pinned.Count > 0)
        {
            text.Append("        {\n");
        }

        var indent = pinned.Count > 0 ? "            " : "        ";
        var call = $"NativeMethods.{op.Export}({string.Join(", ", op.Parameters.SelectMany(Argument).Concat(op.TupleNames.Select(n => "&" + Camel(n))))})";
        text.Append(op switch
        {
            { IsInPlace: true } => $"{indent}NativeMethods.Check({call});\n{KeepAlive(op, indent)}",
            { TupleNames.Count: > 0 } => $"{indent}NativeMethods.Check({call});\n{KeepAlive(op, indent)}" +
                $"{indent}return ({string.Join(", ", op.TupleNames.Select(n => $"Tensor.FromHandle({Camel(n)})"))});\n",
            _ => $"{indent}var result = Tensor.FromHandle({call});\n{KeepAlive(op, indent)}{indent}return result;\n",
        });
        if (pinned.Count > 0)
        {
            text.Append("        }\n");
        }

        return text.Append("    }\n").ToString();
    }

    // A finalizer must not free an argument while native code still reads it.
    private static string KeepAlive(Op op, string indent) => string.Concat(op.Parameters.Select(p => p.Type switch
    {
        "Tensor" => $"{indent}GC.KeepAlive({(p.Name == "self" ? "this" : p.Name)});\n",
        "Tensor[]" => $"{indent}Tensor.KeepAlive({p.Name});\n",
        _ => "",
    }));

    private static string Documentation(Op op, string indent) => $"{indent}/// <summary>{op.Documentation}</summary>";

    private static string Parameters(IReadOnlyList<Parameter> parameters) =>
        string.Join(", ", parameters.Select((p, i) => p.Type switch
        {
            "int[]" => (i == parameters.Count - 1 ? "params " : "") + $"ReadOnlySpan<int> {p.Name}",
            "Tensor[]" => (i == parameters.Count - 1 ? "params " : "") + $"ReadOnlySpan<Tensor> {p.Name}",
            "DType" when p.Default is not null => $"DType {p.Name} = DType.{p.Default}",
            _ => $"{p.Type} {p.Name}" + (p.Default is null ? "" : $" = {p.Default}"),
        }));

    private static IEnumerable<string> Argument(Parameter p) => p.Type switch
    {
        "Tensor" => [p.Name == "self" ? "Handle" : $"{p.Name}.Handle"],
        "Tensor[]" => [$"{p.Name}Pointer", $"{p.Name}.Length"],
        "int[]" => [$"{p.Name}Sizes", $"{p.Name}.Length"],
        "DType" => [$"(int){p.Name}"],
        "bool" => [$"{p.Name} ? 1 : 0"],
        _ => [p.Name],
    };

    private static IEnumerable<string> Import(Parameter p) => p.Type switch
    {
        "Tensor" => [$"nint {p.Name}"],
        "Tensor[]" => [$"nint* {p.Name}", $"int {p.Name}Count"],
        "int[]" => [$"int* {p.Name}", $"int {p.Name}Count"],
        "DType" or "bool" or "int" => [$"int {p.Name}"],
        _ => [$"{p.Type} {p.Name}"],
    };

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
