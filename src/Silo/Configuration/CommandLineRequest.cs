namespace FeishuOrleans.Silo.Configuration;

/// <summary>What can be asked of the program without starting it.</summary>
internal enum CommandLineRequest
{
    Help,
    Version,
}
