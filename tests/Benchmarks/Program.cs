using System.CommandLine;
using FeishuOrleans.Benchmarks.Capacity;
using FeishuOrleans.Benchmarks.Failover;
using FeishuOrleans.Benchmarks.Load;
using FeishuOrleans.Benchmarks.Micro;
using FeishuOrleans.Benchmarks.Replies;
using FeishuOrleans.Benchmarks.Streams;

var root = new RootCommand("Measures the service from outside, as processes.") { MicroCommand.Create(), CapacityCommand.Create(), LoadCommand.Create(), FailoverCommand.Create(), RepliesCommand.Create(), StreamsCommand.Create(), ConsumerCommand.Create() };
return await root.Parse(args).InvokeAsync();
