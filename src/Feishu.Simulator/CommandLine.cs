using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Feishu.Simulator.Platform;

namespace Feishu.Simulator;

/// <summary>The simulator run alone.</summary>
internal static class CommandLine
{
    private const int WrongUsage = 2;

    private const string Usage = """
        Usage: Feishu.Simulator [--urls http://127.0.0.1:7000] [--time-scale 1] [--ping-interval 120] [--auto-register true] [--certificate FILE]
          --urls URL            where to listen
          --certificate FILE    server certificate (PKCS #12 without password) of an https URL
          --time-scale FACTOR   on the pauses before re-pushes (15 s, 5 min, 1 h, 6 h)
          --ping-interval SEC   PingInterval of the client config
          --auto-register BOOL  unknown apps are registered with the first secret seen
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await using var simulator = await SimulatorHost.StartAsync(Parse(args));
            Console.WriteLine($"Simulator listening on {simulator.Address.GetLeftPart(UriPartial.Authority)}");
            Console.WriteLine($"Control calls: curl {simulator.Address.GetLeftPart(UriPartial.Authority)}/control");
            await simulator.WaitForShutdownAsync();
            return 0;
        }
        catch (ArgumentException e)
        {
            await Console.Error.WriteLineAsync($"{e.Message}\n{Usage}");
            return WrongUsage;
        }
        catch (IOException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    internal static SimulatorOptions Parse(string[] args)
    {
        SimulatorOptions options = new()
        {
            Url = new Uri("http://127.0.0.1:7000"),
            Settings = new PlatformSettings { AutoRegister = true },
            Output = Console.Out,
        };
        for (var i = 0; i < args.Length; i += 2)
            options = Apply(options, args[i], i + 1 < args.Length ? args[i + 1] : throw new ArgumentException($"{args[i]} needs a value."));
        options.Settings.Validate();
        return options;
    }

    private static SimulatorOptions Apply(SimulatorOptions options, string name, string value) => name switch
    {
        "--urls" => options with { Url = Uri.TryCreate(value, UriKind.Absolute, out var url) ? url : throw Bad(name, value) },
        "--time-scale" => options with { Settings = options.Settings with { TimeScale = Number(name, value) } },
        "--ping-interval" => options with { ClientConfig = options.ClientConfig with { PingInterval = (long)Number(name, value) } },
        "--certificate" => options with { Certificate = Certificate(name, value) },
        "--auto-register" => options with { Settings = options.Settings with { AutoRegister = bool.TryParse(value, out var on) ? on : throw Bad(name, value) } },
        _ => throw new ArgumentException($"Unknown option {name}."),
    };

    private static X509Certificate2 Certificate(string name, string path)
    {
        try
        {
            return X509CertificateLoader.LoadPkcs12FromFile(path, null);
        }
        catch (CryptographicException)
        {
            throw Bad(name, path);
        }
    }

    private static double Number(string name, string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw Bad(name, value);

    private static ArgumentException Bad(string name, string value) => new($"{name} cannot be {value}.");
}
