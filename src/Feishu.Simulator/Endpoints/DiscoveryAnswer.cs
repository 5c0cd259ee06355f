using System.Text.Json.Nodes;
using Feishu.Protocol.Endpoints;
using Feishu.Simulator.Faults;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;

namespace Feishu.Simulator.Endpoints;

/// <summary>Writes what discovery says, in the shape a fault wants.</summary>
internal static class DiscoveryAnswer
{
    public static async Task WriteAsync(HttpContext context, FakeApp? app, EndpointResponse answer, EndpointFault? fault)
    {
        var status = fault?.HttpStatus ?? StatusCodes.Status200OK;
        var shape = fault?.Body ?? EndpointBody.Normal;
        app?.Log.Append(new DiscoveryAnswered(
            status == StatusCodes.Status200OK ? answer.Code : null, status, shape == EndpointBody.Normal ? null : $"{shape}"));
        context.Response.StatusCode = status;
        if (status == StatusCodes.Status200OK)
        {
            context.Response.ContentType = "application/json; charset=utf-8";
            await context.Response.Body.WriteAsync(Shape(answer, shape));
        }
        else
        {
            context.Response.ContentType = "text/plain";
            await context.Response.WriteAsync("failed on purpose");
        }
    }

    private static byte[] Shape(EndpointResponse answer, EndpointBody shape)
    {
        var json = answer.ToJson();
        if (shape == EndpointBody.Normal)
            return json;
        if (shape == EndpointBody.InvalidJson)
            return json[..(json.Length / 2)];

        var body = JsonNode.Parse(json)!.AsObject();
        var data = body["data"]!.AsObject();
        switch (shape)
        {
            case EndpointBody.MissingData:
                body.Remove("data");
                break;
            case EndpointBody.NullData:
                body["data"] = null;
                break;
            case EndpointBody.EmptyData:
                data.Clear();
                break;
            case EndpointBody.MissingConfig:
                data.Remove("ClientConfig");
                break;
            default:
                data["URL"] = "";
                break;
        }

        return System.Text.Encoding.UTF8.GetBytes(body.ToJsonString());
    }
}
