using Microsoft.Extensions.Logging;

namespace Feishu.Client.Sending;

/// <summary>What sending is given from outside.</summary>
/// <param name="Time">The clock.</param>
/// <param name="Chance">Numbers from 0 to 1.</param>
/// <param name="NewKey">A key nobody has used, for messages without one.</param>
/// <param name="Instruments">What is counted.</param>
/// <param name="Logger">Where to log; never what a message says.</param>
internal sealed record SendingServices(TimeProvider Time, Func<double> Chance, Func<string> NewKey, SendingInstruments Instruments, ILogger Logger);
