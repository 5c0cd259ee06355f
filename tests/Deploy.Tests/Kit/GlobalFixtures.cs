using FeishuOrleans.Deploy.Tests.Kit;

[assembly: AssemblyFixture(typeof(HelmChart))]
