using Ponder.Text;

namespace Ponder.Algorithms;

/// <summary>
/// The table of objectives by name. A name is its published setting; recipes override parts of it by name.
/// </summary>
public static class Presets
{
    private static readonly (string Name, Func<PresetContext, Objective> Create)[] Table =
    [
        ("grpo", Grpo.Create),
        ("rloo", Rloo.Create),
        ("dr-grpo", DrGrpo.Create),
        ("dapo", Dapo.Create),
    ];

    /// <summary>All names, in the order of the table.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Table.Select(row => row.Name)];

    /// <summary>The objective of a name with a recipe's changes.</summary>
    /// <param name="name">A name of <see cref="Names"/>.</param>
    /// <param name="context">The settings of the run that presets depend on.</param>
    /// <param name="overrides">What the recipe changes; null for nothing.</param>
    /// <exception cref="UserException">
    /// The name is unknown, an override does not apply, or the result makes no sense.
    /// </exception>
    public static Objective Resolve(string name, PresetContext context, ObjectiveOverrides? overrides = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        var create = Array.Find(Table, row => row.Name == name).Create
            ?? throw new UserException($"unknown algorithm '{name}'; expected one of: {string.Join(", ", Names)}");
        var objective = ObjectiveComposer.Apply(create(context), overrides ?? new ObjectiveOverrides(), context);
        if (objective.Problems(context.SamplesPerPrompt) is { Count: > 0 } problems)
        {
            throw new UserException($"algorithm '{name}': {string.Join("; ", problems)}");
        }

        return objective;
    }
}
