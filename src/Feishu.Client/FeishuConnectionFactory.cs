using Feishu.Client.Events;
using Feishu.Client.Supervision;

namespace Feishu.Client;

internal sealed class FeishuConnectionFactory(ConnectionServices services) : IFeishuConnectionFactory
{
    public FeishuConnection Create(FeishuAccount account, IEventHandler handler, IConnectionObserver? observer = null) =>
        new(account, handler, services, observer);
}
