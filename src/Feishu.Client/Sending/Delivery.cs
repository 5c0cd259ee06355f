using Feishu.Client.OpenApi;

namespace Feishu.Client.Sending;

/// <summary>Brings one message to an end: waits for its turn, tries, and tries again while that can help and its time lasts.</summary>
internal sealed partial class Delivery(IMessageApi api, AppLimiter app, SendingServices services)
{
    private const long Success = 0;

    /// <returns>The platform's word, or why there is none.</returns>
    /// <exception cref="OperationCanceledException">The process is stopping.</exception>
    public async Task<SendResult> RunAsync(PendingMessage message, RateWindow chat, CancellationToken stop)
    {
        SendFailed? last = null;
        for (var attempt = 1; !message.IsWithdrawn; attempt++)
        {
            if (await TurnAsync(message, chat, stop).ConfigureAwait(false) is var wait && wait > TimeSpan.Zero)
                return GiveUp(last, wait);
            try
            {
                return await TryAsync(message, chat, stop).ConfigureAwait(false);
            }
            catch (OpenApiException failure)
            {
                var failed = Describe(failure);
                if (!Reconsider(failure, attempt, message, chat))
                    return failed;

                // Once nobody knows whether it arrived, nothing that is only about the next attempt changes that.
                last = last is { Failure: SendFailure.NoAnswer } ? last : failed;
            }
        }

        return GiveUp(last, TimeSpan.Zero);
    }

    private static SendFailed Describe(OpenApiException failure) =>
        new(SendErrorTable.Judge(failure), failure.Code, failure.Message) { RetryAfter = failure.RetryAfter };

    private static SendFailed GiveUp(SendFailed? last, TimeSpan wait)
    {
        var why = last ?? new SendFailed(
            SendFailure.TooMany, null, $"The message did not get its turn within {SendingLimits.StartWithinSeconds} s.");
        return why with { RetryAfter = SendBackoff.WorthNaming(wait) };
    }

    /// <returns>Zero when it is this message's turn; otherwise a wait longer than its time.</returns>
    private async Task<TimeSpan> TurnAsync(PendingMessage message, RateWindow chat, CancellationToken stop)
    {
        while (chat.Wait is var wait && wait > TimeSpan.Zero)
        {
            if (wait > message.TimeLeft)
                return wait;
            await Pause.ForAsync(wait, services.Time, stop).ConfigureAwait(false);
        }

        return await app.EnterAsync(message, stop).ConfigureAwait(false);
    }

    private async Task<SendResult> TryAsync(PendingMessage message, RateWindow chat, CancellationToken stop)
    {
        chat.Begin();
        var began = services.Time.GetTimestamp();
        long? code = null;
        try
        {
            var sent = await api.CallAsync(message.Account, message.Request, stop).ConfigureAwait(false);
            code = Success;
            return sent;
        }
        catch (OpenApiException failure)
        {
            code = failure.Code;
            throw;
        }
        finally
        {
            services.Instruments.OnCalled(services.Time.GetElapsedTime(began), code);
            chat.End();
            app.Leave();
        }
    }

    /// <summary>Whether another attempt can help; if so, whoever has to wait for it is made to.</summary>
    private bool Reconsider(OpenApiException failure, int attempt, PendingMessage message, RateWindow chat)
    {
        var pause = failure.RetryAfter ?? SendBackoff.After(attempt, services.Chance());
        switch (SendErrorTable.Retry(failure))
        {
            case RetryScope.Chat:
                chat.CloseFor(pause);
                break;
            case RetryScope.App:
                app.CloseFor(pause);
                break;
            default:
                LogRefused(services.Logger, message.Account.Id, failure.Code);
                return false;
        }

        LogAgain(services.Logger, message.Account.Id, failure.Code, attempt, pause);
        return true;
    }
}
