namespace Ponder.Text.ChatTemplates.Language;

/// <summary>Evaluates the expressions that ChatML templates of plain text need.</summary>
internal static class ExpressionEvaluator
{
    public static object? Evaluate(Expression expression, TemplateScope scope)
    {
        return expression switch
        {
            Expression.Literal literal => literal.Value,
            Expression.Name name => scope.Get(name.Value),
            Expression.Item item => GetItem(item, scope),
            Expression.Unary unary => EvaluateUnary(unary, scope),
            Expression.Binary binary => EvaluateBinary(binary, scope),
            Expression.Conditional choice => TemplateValue.IsTrue(Evaluate(choice.Condition, scope)) ? Evaluate(choice.Value, scope)
                : choice.Otherwise is null ? new Undefined("the other case") : Evaluate(choice.Otherwise, scope),
            Expression.Call call => EvaluateCall(call, scope),
            Expression.Filter filter => EvaluateFilter(filter, scope),
            Expression.Test test => EvaluateTest(test, scope) != test.Negated,
            Expression.Unsupported unsupported => throw TemplateError.Unsupported(unsupported.Line, unsupported.What),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static object? GetItem(Expression.Item item, TemplateScope scope)
    {
        var target = Evaluate(item.Target, scope);
        var key = Evaluate(item.Key, scope);
        switch (target, key)
        {
            case (Dictionary<string, object?> members, string name):
                return members.TryGetValue(name, out var value) ? value : new Undefined(name);
            case (object?[] list, long index):
                index = index < 0 ? index + list.Length : index;
                return index >= 0 && index < list.Length ? list[index] : new Undefined($"element {key}");
            case (Undefined, _):
                throw TemplateError.At(item.Line, $"{TemplateValue.Describe(target)}, has no member {key}");
            default:
                throw TemplateError.Unsupported(item.Line, $"the member {key} of {TemplateValue.Describe(target)}");
        }
    }

    private static object EvaluateUnary(Expression.Unary unary, TemplateScope scope)
    {
        var operand = Evaluate(unary.Operand, scope);
        return (unary.Operator, operand) switch
        {
            ("not", _) => !TemplateValue.IsTrue(operand),
            ("-", long number) => -number,
            _ => throw TemplateError.At(unary.Line, $"{unary.Operator} cannot take {TemplateValue.Describe(operand)}"),
        };
    }

    private static object? EvaluateBinary(Expression.Binary binary, TemplateScope scope)
    {
        var left = Evaluate(binary.Left, scope);
        switch (binary.Operator)
        {
            case "and":
                return TemplateValue.IsTrue(left) ? Evaluate(binary.Right, scope) : left;
            case "or":
                return TemplateValue.IsTrue(left) ? left : Evaluate(binary.Right, scope);
        }

        var right = Evaluate(binary.Right, scope);
        return (binary.Operator, left, right) switch
        {
            ("==", _, _) => TemplateValue.AreEqual(left, right),
            ("!=", _, _) => !TemplateValue.AreEqual(left, right),
            ("~", _, _) => TemplateValue.Print(left, binary.Line) + TemplateValue.Print(right, binary.Line),
            ("+", string l, string r) => l + r,
            ("+", long l, long r) => l + r,
            ("-", long l, long r) => l - r,
            ("%", long l, long r) when r != 0 => ((l % r) + r) % r,
            ("<", long l, long r) => l < r,
            (">", long l, long r) => l > r,
            ("<=", long l, long r) => l <= r,
            (">=", long l, long r) => l >= r,
            ("in" or "not in", string l, string r) => r.Contains(l, StringComparison.Ordinal) == (binary.Operator == "in"),
            ("in" or "not in", string l, Dictionary<string, object?> r) => r.ContainsKey(l) == (binary.Operator == "in"),
            _ => throw TemplateError.At(
                binary.Line,
                $"{binary.Operator} cannot take {TemplateValue.Describe(left)} and {TemplateValue.Describe(right)}"),
        };
    }

    private static string EvaluateCall(Expression.Call call, TemplateScope scope)
    {
        switch (call.Target)
        {
            case Expression.Name { Value: "raise_exception" } when call.Arguments.Count == 1:
                var message = TemplateValue.Print(Evaluate(call.Arguments[0], scope), call.Line);
                throw new UserException($"the chat template rejects the conversation: {message}");

            case Expression.Item { Key: Expression.Literal { Value: "strip" }, Target: var target } when call.Arguments.Count == 0:
                return Evaluate(target, scope) is string text
                    ? text.Trim()
                    : throw TemplateError.At(call.Line, "strip needs a string");

            case Expression.Item { Key: Expression.Literal { Value: string method } }:
                throw TemplateError.Unsupported(call.Line, $"the method {method}");

            case Expression.Name function:
                throw TemplateError.Unsupported(call.Line, $"the function {function.Value}");

            default:
                throw TemplateError.Unsupported(call.Line, "this call");
        }
    }

    private static object? EvaluateFilter(Expression.Filter filter, TemplateScope scope)
    {
        var target = Evaluate(filter.Target, scope);
        return (filter.Function, target) switch
        {
            ("trim", string text) when filter.Arguments.Count == 0 => text.Trim(),
            ("length" or "count", string text) => (long)text.EnumerateRunes().Count(),
            ("length" or "count", object?[] list) => (long)list.Length,
            ("default", Undefined) when filter.Arguments.Count == 1 => Evaluate(filter.Arguments[0], scope),
            ("default", not Undefined) when filter.Arguments.Count == 1 => target,
            _ => throw TemplateError.Unsupported(filter.Line, $"the filter {filter.Function} of {TemplateValue.Describe(target)}"),
        };
    }

    private static bool EvaluateTest(Expression.Test test, TemplateScope scope)
    {
        var target = Evaluate(test.Target, scope);
        return test.Function switch
        {
            "defined" => target is not Undefined,
            "undefined" => target is Undefined,
            "none" => target is null,
            "string" => target is string,
            "mapping" => target is Dictionary<string, object?>,
            "iterable" or "sequence" => target is string or object?[] or Dictionary<string, object?>,
            "true" => target is true,
            "false" => target is false,
            _ => throw TemplateError.Unsupported(test.Line, $"the test {test.Function}"),
        };
    }
}
