using Ponder.Cli;

Terminal.NoticeClosedPipe();
return await CommandLine.RunAsync(args, Console.Out, Console.Error);
