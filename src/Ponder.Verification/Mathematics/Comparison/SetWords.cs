using Ponder.Verification.Mathematics.Expressions;

namespace Ponder.Verification.Mathematics.Comparison;

/// <summary>Words for sets: all real numbers, the empty set.</summary>
internal static class SetWords
{
    /// <summary>The set that words name, or null.</summary>
    public static NamedSetNode? Of(string words) => Texts.Key(words) switch
    {
        "allrealnumbers" or "allreals" or "realnumbers" or "thesetofallrealnumbers" or "allrealnumbersx" or "allrealx" or "allrealvaluesofx" or "anyrealnumber" or "全体实数" or "任意实数" or "实数" or "实数集" or "一切实数" => new('ℝ'),
        "emptyset" or "theemptyset" or "nosolution" or "nosolutions" or "norealsolution" or "norealsolutions" or "therearenosolutions" or "nullset" or "空集" or "无解" or "没有解" => new('∅'),
        _ => null,
    };
}
