using Feishu.Simulator;

return await CommandLine.RunAsync(args);
