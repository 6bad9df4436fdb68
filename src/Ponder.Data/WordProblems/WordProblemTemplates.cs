using static Ponder.Data.WordProblems.NumberRange;

namespace Ponder.Data.WordProblems;

/// <summary>The table of word problems, names and things.</summary>
internal static class WordProblemTemplates
{
    /// <summary>Names with the pronoun that fits.</summary>
    public static readonly (string Name, string Pronoun)[] People =
    [
        ("Tom", "he"), ("Sara", "she"), ("Ben", "he"), ("Lily", "she"), ("Max", "he"), ("Anna", "she"), ("Sam", "he"), ("Mia", "she"), ("Leo", "he"), ("Nina", "she"),
        ("Paul", "he"), ("Emma", "she"), ("Jack", "he"), ("Zoe", "she"), ("Dan", "he"), ("Kate", "she"), ("Tim", "he"), ("Olga", "she"), ("Omar", "he"), ("Mei", "she"),
        ("Raj", "he"), ("Lena", "she"), ("Igor", "he"), ("Aisha", "she"),
    ];

    /// <summary>Things that can be had, bought, given and put into boxes.</summary>
    public static readonly string[] Things =
    [
        "apples", "books", "coins", "cards", "shells", "pencils", "stickers", "marbles", "stamps", "balls", "cookies", "oranges", "flowers", "beads", "toys", "stones", "buttons",
        "candles", "pears", "hats",
    ];

    /// <summary>All templates.</summary>
    public static readonly WordProblemTemplate[] All =
    [
        new(1, [Amount, Amount], p => [p[0], p[1], p[0] + p[1]],
            "{name} has {0} {things}. {He} gets {1} more {things}. How many {things} does {name} have now?", "{0} + {1} = {2}."),
        new(1, [Amount, Amount], p => [p[0] + p[1], p[0], p[1]],
            "{name} has {0} {things} and gives {1} of them to {friend}. How many {things} does {name} have left?", "{0} - {1} = {2}."),
        new(1, [Amount, Amount], p => [p[0], p[1], p[0] + p[1]],
            "{name} picks {0} {things} and {friend} picks {1} {things}. How many {things} do they have together?", "{0} + {1} = {2}."),
        new(1, [Amount, Amount], p => [p[0] + p[1], p[0], p[1]],
            "There are {0} birds on a tree. {1} birds fly away. How many birds are left?", "{0} - {1} = {2}."),
        new(1, [Amount, Amount], p => [p[0] + p[1], p[0], p[1]],
            "{name} has {0} {things}. {friend} has {1} {things}. How many more {things} does {name} have than {friend}?", "{0} - {1} = {2}."),
        new(1, [Amount, Amount], p => [p[0], p[1], p[0] + p[1]],
            "A bus has {0} people on it. At the stop {1} more people get on. How many people are on the bus now?", "{0} + {1} = {2}."),
        new(1, [Amount, Amount], p => [p[0] + p[1], p[0], p[1]],
            "A book has {0} pages. {name} has read {1} pages. How many pages are left to read?", "{0} - {1} = {2}."),
        new(1, [Factor, Factor], p => [p[0], p[1], p[0] * p[1]],
            "A box holds {0} {things}. How many {things} are in {1} boxes?", "{0} * {1} = {2}."),
        new(1, [Factor, Factor], p => [p[0], p[1], p[0] * p[1]],
            "{name} buys {0} {things} for {1} dollars each. How many dollars does {he} pay?", "{0} * {1} = {2}."),
        new(1, [Factor, Factor], p => [p[0], p[1], p[0] * p[1]],
            "{name} walks {0} miles every day. How many miles does {he} walk in {1} days?", "{0} * {1} = {2}."),
        new(1, [Factor, Factor], p => [p[0] * p[1], p[0], p[1]],
            "{name} puts {0} {things} equally into {1} bags. How many {things} are in each bag?", "{0} / {1} = {2}."),
        new(1, [Factor, Factor], p => [p[0] * p[1], p[0], p[1]],
            "{0} children form {1} equal teams. How many children are in each team?", "{0} / {1} = {2}."),

        new(2, [Amount, Amount, Amount], p => [p[0] + p[1], p[0], p[2], p[1], p[1] + p[2]],
            "{name} has {0} {things}. {He} gives {1} to {friend} and then buys {2} more. How many {things} does {name} have now?", "{0} - {1} = {3}. {3} + {2} = {4}."),
        new(2, [Amount, Amount, Amount], p => [p[0], p[1], p[2], p[0] + p[1], p[0] + p[1] + p[2]],
            "{name} finds {0} {things} on Monday, {1} on Tuesday and {2} on Wednesday. How many {things} did {he} find in all?", "{0} + {1} = {3}. {3} + {2} = {4}."),
        new(2, [Factor, Factor, Amount], p => [p[0], p[1], p[2], p[0] * p[1], (p[0] * p[1]) + p[2]],
            "{name} has {0} boxes with {1} {things} in each box. {He} finds {2} more. How many {things} does {he} have now?", "{0} * {1} = {3}. {3} + {2} = {4}."),
        new(2, [Factor, Factor, Amount], p => [p[0], p[1], (p[0] * p[1]) + p[2], p[0] * p[1], p[2]],
            "{name} buys {0} {things} for {1} dollars each and pays with {2} dollars. How many dollars does {he} get back?", "{0} * {1} = {3}. {2} - {3} = {4}."),
        new(2, [Factor, Factor, Amount], p => [p[0], p[1], (p[0] * p[1]) + p[2], p[0] * p[1], p[2]],
            "A book has {2} pages. {name} reads {0} pages every day for {1} days. How many pages are left?", "{0} * {1} = {3}. {2} - {3} = {4}."),
        new(2, [Factor, Factor, Few], p => [p[0], p[1], p[2], p[0] * p[1], (p[0] * p[1]) - p[2]],
            "A room has {0} rows with {1} chairs in each row. {2} chairs are broken. How many chairs are not broken?", "{0} * {1} = {3}. {3} - {2} = {4}."),
        new(2, [Factor, Factor, Amount], p => [p[0] * p[1], p[1], p[2], p[0], p[0] + p[2]],
            "{name} puts {0} {things} equally into {1} bags and then adds {2} {things} to each bag. How many {things} are in each bag?", "{0} / {1} = {3}. {3} + {2} = {4}."),
        new(2, [Amount, Amount], p => [p[0], p[1], p[0] + p[1], p[0] + p[0] + p[1]],
            "{name} has {0} {things}. {friend} has {1} more {things} than {name}. How many {things} do they have together?", "{0} + {1} = {2}. {0} + {2} = {3}."),
        new(2, [Factor, Factor, Factor], p => [p[0], p[1], p[2], p[0] * p[1], p[0] * p[1] * p[2]],
            "A shelf has {0} boxes with {1} {things} in each box. How many {things} are on {2} such shelves?", "{0} * {1} = {3}. {3} * {2} = {4}."),
    ];
}
