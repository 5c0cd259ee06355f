using System.CommandLine;
using FeishuOrleans.Benchmarks.Capacity;

var root = new RootCommand("Measures the service from outside, as processes.") { CapacityCommand.Create() };
return await root.Parse(args).InvokeAsync();
