using System.IO.Pipelines;
using System.Net.Sockets;
using Feishu.Simulator.Platform;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Feishu.Simulator.Sockets;

/// <summary>
/// One TCP connection below HTTP and TLS, where faults that no protocol library would make are made:
/// freezing, resetting, holding bytes back.
/// </summary>
internal sealed class Wire : IDuplexPipe
{
    private readonly ConnectionContext _connection;
    private volatile TaskCompletionSource? _frozen;

    private Wire(ConnectionContext connection)
    {
        _connection = connection;
        Input = new WireReader(this, connection.Transport.Input);
        Output = new WireWriter(this, connection.Transport.Output);
    }

    public PipeReader Input { get; }

    PipeWriter IDuplexPipe.Output => Output;

    public WireWriter Output { get; }

    /// <summary>Completes when the wire is not frozen, or dead.</summary>
    public Task Thawed => _frozen?.Task ?? Task.CompletedTask;

    /// <summary>Connection middleware: puts a wire under everything else.</summary>
    public static Func<ConnectionDelegate, ConnectionDelegate> InsertInto(Network network) => next => async connection =>
    {
        Wire wire = new(connection);
        connection.Features.Set(wire);
        connection.Transport = wire;
        network.Add(wire);
        try
        {
            await using (connection.ConnectionClosed.Register(wire.Thaw))
                await next(connection);
        }
        finally
        {
            network.Remove(wire);
        }
    };

    /// <summary>The wire under a request.</summary>
    public static Wire Of(HttpContext context) =>
        context.Features.Get<Wire>() ?? throw new InvalidOperationException("No wire was inserted under this connection.");

    /// <summary>From now on nothing is read and nothing is written, and no FIN is sent.</summary>
    public void Freeze()
    {
        if (!_connection.ConnectionClosed.IsCancellationRequested)
            _frozen ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public void Thaw() => Interlocked.Exchange(ref _frozen, null)?.TrySetResult();

    /// <summary>Ends the connection with FIN, whatever the protocols above think of it.</summary>
    public void Finish()
    {
        try
        {
            _connection.Features.Get<IConnectionSocketFeature>()?.Socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It ended by itself meanwhile.
            return;
        }

        Thaw();
    }

    /// <summary>Ends the connection with RST instead of FIN.</summary>
    public void Reset()
    {
        // A linger time of zero makes the kernel drop unsent bytes and send RST.
        _connection.Features.Get<IConnectionSocketFeature>()?.Socket.Close(timeout: 0);
        _connection.Abort(new ConnectionAbortedException("Reset on purpose."));
        Thaw();
    }
}
