namespace Ponder.Text.ChatTemplates.Language;

/// <summary>Variables: what a loop sets is gone after its round.</summary>
internal sealed class TemplateScope
{
    private readonly TemplateScope? _outer;
    private readonly Dictionary<string, object?> _values;

    public TemplateScope(IReadOnlyDictionary<string, object?> variables) => _values = new(variables);

    public TemplateScope(TemplateScope outer) => (_outer, _values) = (outer, []);

    public void Set(string name, object? value) => _values[name] = value;

    public object? Get(string name)
    {
        for (var scope = this; scope is not null; scope = scope._outer)
        {
            if (scope._values.TryGetValue(name, out var value))
            {
                return value;
            }
        }

        return new Undefined(name);
    }
}
