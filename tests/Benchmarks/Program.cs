using System.CommandLine;
using FeishuOrleans.Benchmarks.Capacity;
using FeishuOrleans.Benchmarks.Load;
using FeishuOrleans.Benchmarks.Micro;

var root = new RootCommand("Measures the service from outside, as processes.") { MicroCommand.Create(), CapacityCommand.Create(), LoadCommand.Create(), ConsumerCommand.Create() };
return await root.Parse(args).InvokeAsync();
