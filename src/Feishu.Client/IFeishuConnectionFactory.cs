using Feishu.Client.Events;
using Feishu.Client.Supervision;

namespace Feishu.Client;

/// <summary>Makes connections that share one HTTP stack, one ramp and one view of the platform.</summary>
public interface IFeishuConnectionFactory
{
    /// <summary>A connection, stopped until <see cref="FeishuConnection.Start"/>.</summary>
    /// <param name="account">Whom to connect.</param>
    /// <param name="handler">What happens to events.</param>
    /// <param name="observer">Told of transitions; null when nobody needs to know.</param>
    FeishuConnection Create(FeishuAccount account, IEventHandler handler, IConnectionObserver? observer = null);
}
