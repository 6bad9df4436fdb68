namespace Ponder.Runs.Reports.Charts;

/// <summary>How a chart writes its values.</summary>
internal enum ValueFormat
{
    /// <summary>Three significant digits.</summary>
    Number,

    /// <summary>Parts of one, as percentages.</summary>
    Share,

    /// <summary>Bytes.</summary>
    Bytes,
}
