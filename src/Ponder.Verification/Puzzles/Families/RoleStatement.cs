using System.Text.Json;

namespace Ponder.Verification.Puzzles.Families;

/// <summary>
/// Reads what an islander says: <c>X is a knight</c>, <c>if A then B</c>, <c>A if and only if B</c>, <c>A and B and C</c>,
/// <c>A or B</c>, <c>it is not the case that A</c>, brackets.
/// </summary>
internal sealed class RoleStatement(string text, string[] names, string truthful, string lying)
{
    private const int MaxDepth = 32;

    private readonly string[] _words = PuzzleText.Words(text.TrimEnd('.', ',').Replace("(", " ( ", StringComparison.Ordinal).Replace(")", " ) ", StringComparison.Ordinal));
    private int _at;

    /// <summary>The statement as a function of the roles; null where it is not understood.</summary>
    public Func<bool[], bool>? Read()
    {
        var statement = Expression(0);
        return _at == _words.Length ? statement : null;
    }

    /// <summary>Statements from nested lists like <c>["and", ["lying", 1], ["telling-truth", 0]]</c>.</summary>
    public static IEnumerable<Func<bool[], bool>?> FromLists(JsonElement lists, int people) =>
        lists.ValueKind == JsonValueKind.Array ? lists.EnumerateArray().Select(l => FromList(l, people, 0)) : [];

    private static Func<bool[], bool>? FromList(JsonElement list, int people, int depth)
    {
        if (depth > MaxDepth || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() < 2 || list[0].ValueKind != JsonValueKind.String)
        {
            return null;
        }

        var kind = list[0].GetString();
        if (kind is "lying" or "telling-truth")
        {
            return list[1].ValueKind == JsonValueKind.Number && list[1].TryGetInt32(out var person) && person >= 0 && person < people
                ? roles => roles[person] == (kind == "telling-truth")
                : null;
        }

        var parts = list.EnumerateArray().Skip(1).Select(p => FromList(p, people, depth + 1)).ToArray();
        if (Array.Exists(parts, p => p is null))
        {
            return null;
        }

        return (kind, parts) switch
        {
            ("not", [var a]) => roles => !a!(roles),
            ("and", _) => roles => parts.All(p => p!(roles)),
            ("or", _) => roles => parts.Any(p => p!(roles)),
            ("->", [var a, var b]) => roles => !a!(roles) || b!(roles),
            ("<=>", [var a, var b]) => roles => a!(roles) == b!(roles),
            _ => null,
        };
    }

    private Func<bool[], bool>? Expression(int depth)
    {
        if (Take("if"))
        {
            return Operand(depth) is { } a && Take("then") && Operand(depth) is { } b ? roles => !a(roles) || b(roles) : null;
        }

        var first = Operand(depth);
        if (first is null)
        {
            return null;
        }

        if (Take("if"))
        {
            return Take("and") && Take("only") && Take("if") && Operand(depth) is { } b ? roles => first(roles) == b(roles) : null;
        }

        foreach (var word in new[] { "and", "or" })
        {
            List<Func<bool[], bool>> parts = [first];
            while (Take(word))
            {
                if (Operand(depth) is not { } next)
                {
                    return null;
                }

                parts.Add(next);
            }

            if (parts.Count > 1)
            {
                return word == "and" ? roles => parts.TrueForAll(p => p(roles)) : roles => parts.Exists(p => p(roles));
            }
        }

        return first;
    }

    private Func<bool[], bool>? Operand(int depth)
    {
        if (depth > MaxDepth)
        {
            return null;
        }

        if (Take("("))
        {
            return Expression(depth + 1) is { } inner && Take(")") ? inner : null;
        }

        if (Take("it"))
        {
            return Take("is") && Take("not") && Take("the") && Take("case") && Take("that") && Operand(depth + 1) is { } denied ? roles => !denied(roles) : null;
        }

        if (_at + 4 > _words.Length || _words[_at + 1] != "is" || _words[_at + 2] is not ("a" or "an"))
        {
            return null;
        }

        var person = Array.IndexOf(names, _words[_at]);
        var role = _words[_at + 3];
        _at += 4;
        return person >= 0 && (role == truthful || role == lying) ? roles => roles[person] == (role == truthful) : null;
    }

    private bool Take(string word)
    {
        var found = _at < _words.Length && _words[_at] == word;
        _at += found ? 1 : 0;
        return found;
    }
}
