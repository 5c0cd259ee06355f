using System.Data.Common;

namespace FeishuOrleans.Storage.AdoNet;

/// <summary>Parameters without the driver's own types.</summary>
internal static class CommandParameters
{
    public static void Add(this DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
