using Ponder.Verification.Puzzles.Families;

namespace Ponder.Data.Puzzles.Generators;

/// <summary>What can be reached by a number of presses and not by fewer.</summary>
/// <remarks>
/// No button divides, so a value that lies farther outside of the targets' range than all presses that are left can add or subtract never comes
/// back: leaving it out changes no distance to a target.
/// </remarks>
internal static class QuantumLockSearch
{
    private const int LargestTarget = 10_000;

    /// <summary>The values that need so many presses, whatever the light's colour then, each with its buttons; in the order in which a breadth-first search meets them.</summary>
    public static List<(long Value, string Path)> Exactly(int presses, IReadOnlyList<QuantumLock.Button> buttons, long value, bool green)
    {
        // Nodes in the order of their levels; a node knows the one before it and the button.
        var largest = LargestTarget + (presses * buttons.Max(b => b.Operand));
        var nodes = new List<(long Value, bool Green, int Before, int Button)> { (value, green, -1, -1) };
        var seen = new bool[2 * ((2 * largest) + 1)];
        var known = new bool[(2 * largest) + 1];
        seen[(2 * (value + largest)) + (green ? 1 : 0)] = true;
        known[value + largest] = true;
        var (first, end) = (0, 1);
        for (var depth = 1; depth <= presses && first < end; depth++)
        {
            for (var i = first; i < end; i++)
            {
                for (var b = 0; b < buttons.Count; b++)
                {
                    var next = QuantumLock.Press(buttons[b], nodes[i].Value, nodes[i].Green);
                    if (Math.Abs(next) <= largest && !seen[(2 * (next + largest)) + (nodes[i].Green ? 0 : 1)])
                    {
                        seen[(2 * (next + largest)) + (nodes[i].Green ? 0 : 1)] = true;
                        nodes.Add((next, !nodes[i].Green, i, b));
                    }
                }
            }

            (first, end) = (end, nodes.Count);
            for (var i = first; i < end && depth < presses; i++)
            {
                known[nodes[i].Value + largest] = true;
            }
        }

        return
        [
            .. Enumerable.Range(first, end - first)
                .Where(i => Math.Abs(nodes[i].Value) <= LargestTarget && !known[nodes[i].Value + largest])
                .Select(i => (nodes[i].Value, Path(i))),
        ];

        string Path(int node)
        {
            var path = new char[presses];
            for (var (at, place) = (node, presses - 1); place >= 0; at = nodes[at].Before, place--)
            {
                path[place] = buttons[nodes[at].Button].Name[0];
            }

            return new string(path);
        }
    }
}
