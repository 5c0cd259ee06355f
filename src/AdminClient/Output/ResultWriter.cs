using FeishuOrleans.AdminClient.Diagnosis;
using FeishuOrleans.AdminClient.Terminals;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Interfaces.Cluster;
using FeishuOrleans.Grains.Interfaces.Messages;
using FeishuOrleans.Grains.Interfaces.Parking;
using FeishuOrleans.Grains.Interfaces.Webhooks;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace FeishuOrleans.AdminClient.Output;

/// <summary>Writes what a command found or did, in the form that was asked for.</summary>
internal sealed class ResultWriter(ITerminal terminal, TimeProvider time, bool json)
{
    public void Write(AccountStatus[] accounts) =>
        Write(accounts, now => accounts.Length == 0 ? new Text("No accounts.") : AccountTable.Render(accounts, now));

    public void Write(AccountStatus account) => Write(account, now => AccountDetails.Render(account, now));

    public void Write(ClusterOverview cluster) => Write(cluster, now => ClusterTable.Render(cluster, now));

    public void Write(DoctorReport report) => Write(report, _ => DoctorTable.Render(report));

    public void WriteDrain(SiloOverview silo) => Write(silo, _ => new Text(PlainText.Clean(
        $"{silo.Name} is being emptied{(silo.Accounts is { } accounts ? $", {accounts} accounts left" : "")}; then it stops. 'feishuctl cluster show' tells how far it is.")));

    public void Write(ParkedEvent[] events) =>
        Write(events, now => events.Length == 0 ? new Text("No parked events.") : ParkedTable.Render(events, now));

    public void Write(string accountId, WebhookTestResult result) => Write(result, _ => new Text(
        result.IsEchoed
            ? $"{accountId}: the webhook at {PlainText.Clean(result.Endpoint)} echoed the challenge."
            : PlainText.Clean($"{accountId}: {result.Endpoint}: {result.Problem} {result.Advice}")));

    public void Write(SentMessage message) => Write(message, _ => new Text(
        PlainText.Clean($"Sent as {message.MessageId}{(message.ChatId is { } chat ? $" to chat {chat}" : "")}.")));

    public void WriteRedrive(string accountId, int count) =>
        Write(new ParkedChange(accountId, Redriven: count), _ => new Text($"{accountId}: {Events(count)} delivered again."));

    public void WriteDrop(string accountId, int count) =>
        Write(new ParkedChange(accountId, Dropped: count), _ => new Text($"{accountId}: {Events(count)} dropped."));

    /// <summary>Says what came of a replay to the webhook.</summary>
    public void WriteReplay(string accountId, int delivered, int refused) => Write(
        new ReplayedEvents(accountId, delivered, refused),
        _ => new Text($"{accountId}: {Events(delivered)} delivered again{(refused == 0 ? "" : $", {refused} refused by the webhook")}."));

    /// <summary>Says what was done to an account and how it stands now.</summary>
    public void WriteChange(string done, AccountStatus account) =>
        Write(account, _ => new Text($"{account.AccountId} {done}; it is {StatusText.Phase(account)} now."));

    public void WriteRotation(RotatedSecrets rotated) => Write(rotated, _ => new Rows(rotated.Text.Split('\n').Select(static line => new Text(PlainText.Clean(line)))));

    public void WriteRemoval(string accountId) =>
        Write(new RemovedAccount(accountId), _ => new Text($"{accountId} removed."));

    private static string Events(int count) => count == 1 ? "1 event is" : $"{count} events are";

    private void Write<T>(T value, Func<DateTimeOffset, IRenderable> render)
    {
        if (json)
        {
            terminal.Output.WriteLine(StatusJson.Document(value));
            return;
        }

        // Rows end the last line; a text alone would not.
        Screen.For(terminal).Write(new Rows(render(time.GetUtcNow())));
    }
}
