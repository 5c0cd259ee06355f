using Feishu.Client;
using FeishuOrleans.Grains.Dispatch;
using FeishuOrleans.Grains.Journal;

namespace FeishuOrleans.Grains.Accounts;

/// <summary>What is true of an account this moment, read without asking its owner.</summary>
/// <param name="Connection">The connection; null when there is none.</param>
/// <param name="Delivery">Delivery; null when there is none.</param>
/// <param name="Duplicates">Events that were kept already when they came.</param>
/// <param name="Journal">Why events cannot be kept; null when they can.</param>
internal sealed record LiveFacts(ConnectionSnapshot? Connection, DeliverySnapshot? Delivery, long Duplicates, JournalTrouble? Journal);
