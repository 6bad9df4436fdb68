namespace Ponder.Training.Pipelines;

/// <summary>Memory at the first and the last step of a stage, as this process did them: equal where nothing leaks.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Steps">Steps between the two, both included.</param>
/// <param name="FirstHandles">Live native tensor handles after the first step.</param>
/// <param name="LastHandles">Live native tensor handles after the last step.</param>
/// <param name="FirstResident">Resident memory after the first step, bytes.</param>
/// <param name="LastResident">Resident memory after the last step, bytes.</param>
public sealed record StageMemory(string Stage, int Steps, long FirstHandles, long LastHandles, long FirstResident, long LastResident);
