# syntax=docker/dockerfile:1
# One image for each program: silo (default), feishuctl, simulator.
#
#   docker build -t feishu-orleans .
#   docker build --build-arg PROGRAM=feishuctl -t feishuctl .
#
# docs/install.md says how to run them. Nothing but /data is written to, so the root file system can be read-only.
ARG PROGRAM=silo

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /repository
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src src

FROM build AS build-silo
# With the official Azure packages of Orleans; "false" where a package mirror lacks them.
ARG AZURE_STORAGE=true
RUN dotnet publish src/Silo/Silo.csproj -c Release -o /app -p:AzureStorage=${AZURE_STORAGE}

FROM build AS build-feishuctl
RUN dotnet publish src/AdminClient/AdminClient.csproj -c Release -o /app

FROM build AS build-simulator
RUN dotnet publish src/Feishu.Simulator/Feishu.Simulator.csproj -c Release -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS runtime
# The diagnostics port would be a file in /tmp, which a read-only root file system does not take.
ENV DOTNET_EnableDiagnostics=0
WORKDIR /app
RUN mkdir -m 700 /data && chown 1654:1654 /data
# By number, so that an orchestrator sees that it is not root.
USER 1654:1654

FROM runtime AS silo
COPY --from=build-silo /app /app
ENV Storage__DataDirectory=/data
VOLUME /data
EXPOSE 11111 30000 8080
# In the cluster, or not. There is no HTTP client in the image; bash speaks enough of it.
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s CMD ["/bin/bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${HEALTH_PORT:-8080} && printf 'GET /health/startup HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["/app/FeishuOrleans.Silo"]

FROM runtime AS feishuctl
COPY --from=build-feishuctl /app /app
ENTRYPOINT ["/app/FeishuOrleans.AdminClient"]

FROM runtime AS simulator
COPY --from=build-simulator /app /app
ENTRYPOINT ["/app/Feishu.Simulator"]

FROM ${PROGRAM}
