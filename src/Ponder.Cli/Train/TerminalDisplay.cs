using Spectre.Console;

namespace Ponder.Cli.Train;

/// <summary>Redraws a run's progress a few times a second while the work goes on in its own thread.</summary>
internal static class TerminalDisplay
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(250);

    public static async Task<T> RunAsync<T>(IAnsiConsole console, TrainProgress progress, TimeProvider time, Func<Task<T>> work)
    {
        var live = console.Live(TrainPanel.Render(progress, time, console.Profile.Width));
        live.AutoClear = false;
        live.Overflow = VerticalOverflow.Crop;
        live.Cropping = VerticalOverflowCropping.Top;
        return await live.StartAsync(async context =>
        {
            var running = work();
            try
            {
                while (await Task.WhenAny(running, Task.Delay(s_interval, time)) != running)
                {
                    context.UpdateTarget(TrainPanel.Render(progress, time, console.Profile.Width));
                }

                return await running;
            }
            finally
            {
                context.UpdateTarget(TrainPanel.Render(progress, time, console.Profile.Width));
            }
        });
    }
}
