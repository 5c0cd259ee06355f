using Feishu.Client;
using Feishu.Client.Events;
using Feishu.Client.Supervision;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Grains.Tests.Kit;

/// <summary>Lets a test see every transition, after the account was told of it.</summary>
internal sealed class ProbingConnectionFactory(IFeishuConnectionFactory inner, Signal<AccountTransition> probe) : IFeishuConnectionFactory
{
    public FeishuConnection Create(FeishuAccount account, IEventHandler handler, IConnectionObserver? observer = null) =>
        inner.Create(account, handler, new Observer(observer, probe));

    private sealed class Observer(IConnectionObserver? next, Signal<AccountTransition> probe) : IConnectionObserver
    {
        public void OnTransition(FeishuConnection connection, Transition transition)
        {
            next?.OnTransition(connection, transition);
            probe.Add(new AccountTransition(connection.Account.Id, transition));
        }
    }
}
