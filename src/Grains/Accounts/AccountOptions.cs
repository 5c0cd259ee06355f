using System.ComponentModel.DataAnnotations;

namespace FeishuOrleans.Grains.Accounts;

/// <summary>How accounts are owned. Not part of the public configuration: the defaults fit, tests shorten them.</summary>
public sealed class AccountOptions
{
    /// <summary>Period of the reminder that brings an account back when nothing else does. Default 1 min, the shortest
    /// that Orleans allows without <c>ReminderOptions.MinimumReminderPeriod</c>.</summary>
    public TimeSpan ReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether a silo looks for accounts that fall to it and live nowhere. Default yes; without it they come back with their reminders.</summary>
    public bool Sweeps { get; set; } = true;

    /// <summary>Accounts made sure of at a time. Default 64.</summary>
    [Range(1, 10_000)]
    public int SweepConcurrency { get; set; } = 64;

    /// <summary>How long a stopping silo moves its accounts to others before it lets go of the rest; nothing is moved with 0. Default 1 min.</summary>
    public TimeSpan DrainLimit { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether accounts move to a silo that joins, so that each has its share. Default yes.</summary>
    public bool Rebalances { get; set; } = true;

    /// <summary>Whether what is measured of accounts is told of each by its id, not of all together. Default no: a fleet makes many time series.</summary>
    public bool MeasuresEach { get; set; }

    /// <summary>First pause after storage failed; doubles up to the health check interval. Default 1 s.</summary>
    public TimeSpan StorageRetry { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>First pause after bot info failed; doubles up to <see cref="MaxIdentityRetry"/>. Default 2 s.</summary>
    public TimeSpan IdentityRetry { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest pause between tries of bot info. Default 15 min.</summary>
    public TimeSpan MaxIdentityRetry { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>First pause after a webhook did not echo the challenge; doubles up to <see cref="MaxWebhookRetry"/>. Default 30 s.</summary>
    public TimeSpan WebhookRetry { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest pause between challenges to a webhook that does not echo them. Default 15 min.</summary>
    public TimeSpan MaxWebhookRetry { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Age at which a known identity is asked for again, give or take a tenth. Default 1 day.</summary>
    public TimeSpan IdentityRefresh { get; set; } = TimeSpan.FromDays(1);
}
