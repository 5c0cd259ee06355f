using System.Diagnostics.Metrics;
using System.Globalization;

namespace FeishuOrleans.Testing.Metrics;

/// <summary>Notes what is measured: by the meters that are made with it, or by those of another factory.</summary>
public sealed class MeterProbe : IMeterFactory
{
    private readonly List<Meter> _meters = [];
    private readonly MeterListener _listener = new();

    /// <summary>A factory whose meters are listened to.</summary>
    public MeterProbe()
        : this(null)
    {
    }

    /// <param name="meters">Whose meters are listened to; this one's without it.</param>
    public MeterProbe(IMeterFactory? meters)
    {
        var scope = meters ?? this;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope != scope)
                return;
            Instruments.Add(instrument);
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>The instruments, as they are made.</summary>
    public Signal<Instrument> Instruments { get; } = new();

    /// <summary>The measurements, as they come.</summary>
    public Signal<Measured> Measurements { get; } = new();

    /// <summary>The measurements of one instrument so far.</summary>
    public IReadOnlyList<Measured> Of(string instrument) => [.. Measurements.Items.Where(one => one.Instrument == instrument)];

    public Meter Create(MeterOptions options)
    {
        options.Scope = this;
        var meter = new Meter(options);
        lock (_meters)
            _meters.Add(meter);
        return meter;
    }

    public void Dispose()
    {
        _listener.Dispose();
        lock (_meters)
            _meters.ForEach(static meter => meter.Dispose());
    }

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var given = new Dictionary<string, string>();
        foreach (var (name, tag) in tags)
        {
            if (Convert.ToString(tag, CultureInfo.InvariantCulture) is { Length: > 0 } text)
                given.Add(name, text);
        }

        Measurements.Add(new Measured(instrument.Name, value, given));
    }
}
