using System.CommandLine;
using FeishuOrleans.Benchmarks.Capacity;
using FeishuOrleans.Benchmarks.Load;

var root = new RootCommand("Measures the service from outside, as processes.") { CapacityCommand.Create(), LoadCommand.Create(), ConsumerCommand.Create() };
return await root.Parse(args).InvokeAsync();
