using System.Text;
using System.Text.RegularExpressions;

namespace Ponder.OpGenerator;

/// <summary>The C declarations and the C++ definitions of the exports.</summary>
internal static partial class CppEmitter
{
    private const string Notice = "Generated from native/ops/ops.txt by native/generate; edit those.";

    public static string Header(IReadOnlyList<Op> ops)
    {
        var text = new StringBuilder();
        text.Append("/* ").Append(Notice).Append(" */\n#ifndef PONDER_NATIVE_OPS_H\n#define PONDER_NATIVE_OPS_H\n\n");
        text.Append("#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n");
        foreach (var op in ops)
        {
            text.Append("PN_API ").Append(Signature(op)).Append(";\n");
        }

        return text.Append("\n#ifdef __cplusplus\n}\n#endif\n\n#endif\n").ToString();
    }

    public static string Source(IReadOnlyList<Op> ops)
    {
        var text = new StringBuilder();
        text.Append("// ").Append(Notice).Append('\n');
        foreach (var include in ops.SelectMany(op => AtenName.Matches(op.Expression)).Select(m => m.Groups[1].Value)
                     .Where(name => char.IsLower(name[0])).Distinct().Order(StringComparer.Ordinal))
        {
            text.Append("#include <ATen/ops/").Append(include).Append(".h>\n");
        }

        text.Append("\n#include \"handle.h\"\n#include \"ops_support.h\"\n\n");
        text.Append("using pn::Borrowed;\nusing pn::scalar;\n\nextern \"C\" {\n");
        foreach (var op in ops)
        {
            text.Append('\n').Append(Signature(op)).Append(" {\n");
            var guard = op.Result == "Tensor" ? "guard_tensor" : "guard_status";
            text.Append("    return pn::").Append(guard).Append("([&] {\n");
            foreach (var line in op.Parameters.SelectMany(Conversion))
            {
                text.Append("        ").Append(line).Append('\n');
            }

            foreach (var line in Body(op))
            {
                text.Append("        ").Append(line).Append('\n');
            }

            text.Append("    });\n}\n");
        }

        return text.Append("}\n").ToString();
    }

    [GeneratedRegex(@"at::(\w+)\(")]
    private static partial Regex AtenName { get; }

    private static string Signature(Op op)
    {
        var parameters = op.Parameters.SelectMany(Declaration).Concat(op.TupleNames.Select(n => $"pn_tensor* out_{n.ToLowerInvariant()}"));
        return $"{(op.Result == "Tensor" ? "pn_tensor" : "int32_t")} {op.Export}({string.Join(", ", parameters)})";
    }

    private static IEnumerable<string> Declaration(Parameter parameter) => parameter.Type switch
    {
        "Tensor" => [$"pn_tensor {parameter.Name}_handle"],
        "Tensor[]" => [$"const pn_tensor* {parameter.Name}_handles", $"int32_t {parameter.Name}_count"],
        "int[]" => [$"const int32_t* {parameter.Name}_sizes", $"int32_t {parameter.Name}_count"],
        "DType" => [$"int32_t {parameter.Name}_number"],
        "int" or "bool" => [$"int32_t {parameter.Name}_number"],
        "long" => [$"int64_t {parameter.Name}"],
        _ => [$"double {parameter.Name}"],
    };

    private static IEnumerable<string> Conversion(Parameter parameter) => parameter.Type switch
    {
        "Tensor" =>
        [
            $"Borrowed {parameter.Name}_borrowed({parameter.Name}_handle);",
            $"const at::Tensor& {parameter.Name} = {parameter.Name}_borrowed.get();",
        ],
        "Tensor[]" => [$"const auto {parameter.Name} = pn::borrow_list({parameter.Name}_handles, {parameter.Name}_count);"],
        "int[]" => [$"const auto {parameter.Name} = pn::sizes({parameter.Name}_sizes, {parameter.Name}_count);"],
        "DType" => [$"const auto {parameter.Name} = pn::options({parameter.Name}_number);"],
        "int" => [$"const int64_t {parameter.Name} = {parameter.Name}_number;"],
        "bool" => [$"const bool {parameter.Name} = {parameter.Name}_number != 0;"],
        _ => [],
    };

    private static IEnumerable<string> Body(Op op)
    {
        if (op.IsInPlace)
        {
            return ["pn::OutsideGraph outside(false);", $"{op.Expression};"];
        }

        return op.TupleNames.Count == 0
            ? [$"return at::Tensor({op.Expression});"]
            :
            [
                $"auto result = {op.Expression};",
                .. op.TupleNames.Select((n, i) => $"*out_{n.ToLowerInvariant()} = pn::give(std::get<{i}>(result));"),
            ];
    }
}
