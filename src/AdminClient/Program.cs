using FeishuOrleans.AdminClient.Commands;
using FeishuOrleans.AdminClient.Terminals;

#pragma warning disable RS0030 // The one place that chooses the real clock; everything else is given it.
var time = TimeProvider.System;
#pragma warning restore RS0030

return await new FeishuctlApp(new SystemTerminal(), time).RunAsync(args);
