namespace Ponder.Data.Puzzles.Generators;

/// <summary>A car on a board of six by six cells.</summary>
/// <param name="Row">Row of its first cell.</param>
/// <param name="Column">Column of its first cell.</param>
/// <param name="Length">Cells.</param>
/// <param name="Flat">Whether it lies along a row.</param>
internal sealed record RushHourCar(int Row, int Column, int Length, bool Flat)
{
    /// <summary>Its cells, numbered by rows.</summary>
    public IEnumerable<int> Cells => Enumerable.Range(0, Length).Select(i => Flat ? (Row * 6) + Column + i : ((Row + i) * 6) + Column);

    /// <summary>Place along its line.</summary>
    public int Along => Flat ? Column : Row;

    /// <summary>The line and length, which no move changes.</summary>
    public string Line => $"{(Flat ? 'r' : 'c')}{(Flat ? Row : Column)}{Length}";

    /// <summary>The cells as bits when the car stands at a place of its line.</summary>
    public ulong Mask(int along)
    {
        var mask = 0UL;
        for (var i = 0; i < Length; i++)
        {
            mask |= 1UL << (Flat ? (Row * 6) + along + i : ((along + i) * 6) + Column);
        }

        return mask;
    }
}
