using Ponder.Verification.Puzzles.Families;

namespace Ponder.Data.Puzzles.Generators;

/// <summary>Plans of moves: disks, jugs, buttons, a cube.</summary>
internal static class PlanningPuzzles
{
    public static Puzzle? Hanoi(PuzzleDraw draw)
    {
        var disks = 4 + (draw.Level / 3);
        var place = Enumerable.Range(0, disks + 1).Select(_ => draw.Between(1, 3)).ToArray();
        var target = draw.Between(1, 3);
        var start = string.Join('\n', Enumerable.Range(1, 3).Select(peg => $"Peg {peg}: {string.Join(' ', Enumerable.Range(1, disks).Reverse().Where(d => place[d] == peg))}".TrimEnd()));
        if (place.Skip(1).Count(p => p != target) < 3 || !draw.Admits($"{target}|{start}"))
        {
            return null;
        }

        var moves = new List<string>();
        Bring(disks, target);
        return new(
            $"Solve the Tower of Hanoi problem with {disks} disks and 3 pegs. Disk 1 is the smallest. The disks stand as follows, from bottom to top:\n{start}\nMove all disks to Peg {target} following the rules:\n"
            + "- Only one disk can be moved at a time.\n- A larger disk cannot be placed on top of a smaller disk.\n- All disks must be on a peg at all times.\n\nProvide the sequence of moves.\n\n"
            + "Formatting guidelines:\n- Each instruction should be placed on a single line.\n- Each line should be formatted as 'Move disk X from Peg Y to Peg Z'\n- Do not include any other text or formatting.\n", string.Join('\n', moves));

        void Bring(int disk, int peg)
        {
            if (disk == 0)
            {
                return;
            }

            if (place[disk] != peg)
            {
                Bring(disk - 1, 6 - peg - place[disk]);
                moves.Add($"Move disk {disk} from Peg {place[disk]} to Peg {peg}");
                place[disk] = peg;
            }

            Bring(disk - 1, peg);
        }
    }

    public static Puzzle? Jugs(PuzzleDraw draw)
    {
        var sizes = Enumerable.Range(0, 3).Select(_ => draw.Between(4, 20 + (3 * draw.Level))).ToArray();
        var target = draw.Between(1, sizes.Max() - 1);
        if (!draw.Admits($"{string.Join(',', sizes.Order())}>{target}") || Pours(sizes, target, 12) is not { } moves || moves.Count < 6 + (draw.Level / 4))
        {
            return null;
        }

        return new(
            "You have jugs and a fountain. The puzzle is solved when any of the jugs holds the target amount of water.\n\nYou have three move types: 'fill', 'empty' and 'pour'.\n\n"
            + "To fill Jug A, you 'fill A'.\nTo empty Jug B, you 'empty B'.\nTo pour the contents of Jug A into Jug B, you 'pour A->B'.\nAll jugs are empty to begin with.\n\n"
            + $"The empty jugs hold this many litres of water: {string.Join(", ", sizes.Select((s, i) => $"{(char)('A' + i)}:{s}"))}\nAnd your target is: {target} litres.\n\n"
            + "Reply as a JSON-parsable list of moves which result in any of the jugs being filled with the target amount.\n", $"[{string.Join(", ", moves.Select(m => $"\"{m}\""))}]");
    }

    public static string SpoilJugs(PuzzleDraw draw, Puzzle puzzle) => puzzle.Answer[..puzzle.Answer.LastIndexOf(',')] + "]";

    public static Puzzle? Lock(PuzzleDraw draw)
    {
        var buttons = Enumerable.Range(0, 4 + (draw.Level / 4)).Select(i => new QuantumLock.Button(
            $"{(char)('A' + i)}", draw.Pick(["Add", "Add", "Subtract", "Multiply"]), draw.Between(2, 3 + (draw.Level / 2)), draw.Pick(["any", "any", "red", "green"]))).ToArray();
        var (value, green) = (draw.Between(0, 9), draw.Percent(50));
        var text = string.Join('\n', buttons.Select(b => $"{b.Name}: {b.Operation} {b.Operand} (when {b.When})"));
        if (!draw.Admits($"{value}{green}{text}"))
        {
            return null;
        }

        var level = QuantumLockSearch.Exactly(6 + (draw.Level / 4), buttons, value, green);
        if (level.Count == 0)
        {
            return null;
        }

        var end = draw.Pick(level);
        return new(
            "In front of you are some buttons, a light, and a number. The light will toggle between red and green whenever you press a button. Each button performs a mathematical operation to the number, "
            + "but the operation may depend on the state of the light.\nYou must press the shortest correct sequence of buttons to reach the target value. Your answer should be a sequence of buttons separated by '→', for example: A → B → C\n\n"
            + $"Start: {value} ({(green ? "green" : "red")})\nTarget: {end.Value}\nButtons:\n{text}\n", string.Join(" → ", end.Path.ToCharArray()));
    }

    public static string SpoilLock(PuzzleDraw draw, Puzzle puzzle) => puzzle.Answer[..puzzle.Answer.LastIndexOf(" →", StringComparison.Ordinal)];

    public static Puzzle? Cube(PuzzleDraw draw)
    {
        var size = draw.Level < 4 ? 2 : 3;
        var cube = new CubeState(size);
        var inverse = new List<string>();
        var last = ' ';
        for (var i = 0; i < 2 + draw.Level; i++)
        {
            var face = draw.Pick("UDFBLR".Where(f => f != last).ToArray());
            var counter = draw.Percent(50);
            cube.Turn(face, 1, 1, counter);
            inverse.Insert(0, counter ? $"{face}" : $"{face}'");
            last = face;
        }

        var net = string.Join('\n', cube.Net());
        return cube.IsSolved || !draw.Admits(net) ? null
            : new(
                $"You see a size {size} Rubik's cube arranged as follows: the upper face, below it the left, front, right and back faces, below them the down face.\n\n{net}\n\n"
                + "Please provide a solution to solve this cube using Singmaster notation (U D F B L R, with ' for counter-clockwise), moves parted by blanks. Do not combine any steps, for instance, do not write 'U2', and instead write 'U U'.\n",
                string.Join(' ', inverse));
    }

    // A shortest list of moves, by breadth-first search over the levels.
    private static List<string>? Pours(int[] sizes, int target, int deepest)
    {
        string[] names = [.. sizes.Select((_, i) => $"{(char)('A' + i)}")];
        string[] moves =
        [
            .. names.Select(n => $"fill {n}"), .. names.Select(n => $"empty {n}"),
            .. from a in names from b in names where a != b select $"pour {a}->{b}",
        ];
        var seen = new HashSet<(int, int, int)> { (0, 0, 0) };
        var level = new List<(int[] State, List<string> Path)> { (new int[3], []) };
        for (var depth = 0; depth < deepest; depth++)
        {
            var next = new List<(int[], List<string>)>();
            foreach (var (state, path) in level)
            {
                foreach (var move in moves)
                {
                    var after = state.ToArray();
                    Verification.Puzzles.Families.Jugs.Apply(move, after, sizes);
                    if (after.Contains(target))
                    {
                        return [.. path, move];
                    }

                    if (seen.Add((after[0], after[1], after[2])))
                    {
                        next.Add((after, [.. path, move]));
                    }
                }
            }

            level = next;
        }

        return null;
    }
}
