#!/usr/bin/env bash
# Simulator, silo, three accounts and a consumer of their events on this machine; sends events, breaks connections, shows what happens.
# Needs the .NET SDK only. Ctrl-C ends everything and removes what it wrote.
set -euo pipefail
cd "$(dirname "$0")"

simulator=http://127.0.0.1:${DEMO_SIMULATOR_PORT:-7000}
consumer=http://127.0.0.1:${DEMO_CONSUMER_PORT:-7001}
api=http://127.0.0.1:${DEMO_HTTP_PORT:-8080}
silo_port=${DEMO_SILO_PORT:-11111}
gateway_port=${DEMO_GATEWAY_PORT:-30000}
bots=(support sales 客服)
ids=(support sales kefu)
folder=$(mktemp -d)
pids=()

end() {
  trap - EXIT INT TERM
  printf '\n== the demo ends\n'
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$folder"
}
trap end EXIT
trap 'exit 0' INT TERM

say() { printf '\n== %s\n' "$1"; }
program() { echo "src/$1/bin/Release/net10.0/$2"; }
feishuctl() { "$(program AdminClient FeishuOrleans.AdminClient)" --gateway "127.0.0.1:$gateway_port" "$@"; }
control() { curl -sSf -o /dev/null -X POST -H 'Content-Type: application/json' -d "${2:-{\}}" "$simulator/control/$1"; }

await() { # what, seconds, command
  local what=$1 left=$(($2 * 5))
  shift 2
  until "$@" >/dev/null 2>&1; do
    if [ $((left -= 1)) -le 0 ]; then
      echo "Waited too long for $what. The last lines of the logs:" >&2
      tail -n 20 "$folder"/*.log >&2
      exit 1
    fi
    sleep 0.2
  done
}

connected() { [ "$(feishuctl accounts list --output json | grep -o '"phase": *"connected"' | wc -l)" -ge "$1" ]; }

say "build"
dotnet build src/Feishu.Simulator -c Release -nologo -v quiet -clp:ErrorsOnly
dotnet build src/Silo -c Release -nologo -v quiet -clp:ErrorsOnly
dotnet build src/AdminClient -c Release -nologo -v quiet -clp:ErrorsOnly
dotnet build examples/consumer.cs -nologo -v quiet -clp:ErrorsOnly

say "simulator on $simulator, silo on $api, three accounts declared, their events go to $consumer; logs in $folder"
{
  echo '{ "Accounts": {'
  for i in 0 1 2; do
    printf '  "%s": { "AppId": "cli_00000000000000a%s", "AppSecret": "demo-secret-%s", "Webhook": { "Url": "%s" } }%s\n' "${ids[i]}" "$i" "$i" "$consumer" "$([ $i -lt 2 ] && echo ,)"
  done
  echo '} }'
} > "$folder/accounts.json"
"$(program Feishu.Simulator Feishu.Simulator)" --urls "$simulator" > "$folder/simulator.log" 2>&1 &
pids+=($!)
await "the simulator" 20 curl -sf "$simulator/control"
for i in 0 1 2; do
  curl -sSf -o /dev/null -X PUT -H 'Content-Type: application/json' \
    -d "{\"appSecret\":\"demo-secret-$i\",\"name\":\"${bots[i]}\"}" "$simulator/control/apps/cli_00000000000000a$i"
done
dotnet run --no-build examples/consumer.cs -- --urls "$consumer" &
consumer_pid=$!
pids+=("$consumer_pid")
"$(program Silo FeishuOrleans.Silo)" --config "$folder/accounts.json" --urls "$api" \
  --Feishu:BaseAddress "$simulator" --Storage:DataDirectory "$folder/data" \
  --Cluster:SiloPort "$silo_port" --Cluster:GatewayPort "$gateway_port" \
  --Supervision:PingInterval 00:00:05 --Supervision:PongTimeout 00:00:02 --Supervision:StaleGrace 00:00:02 \
  > "$folder/silo.log" 2>&1 &
silo_pid=$!
pids+=("$silo_pid")
await "the silo" 60 curl -sf "$api/health/ready"
await "three connected accounts" 60 connected 3
feishuctl accounts list

say "from here on, every change of an account is a line"
feishuctl accounts watch 2>&1 | cat &
pids+=($!)

say "an event for each bot; the consumer prints a line for each"
control apps/all/events '{"text":"hello"}'
sleep 2

say "the platform resets the connection of 'support'"
control apps/cli_00000000000000a0/connections/reset
sleep 4
await "support to be back" 60 connected 3

say "the network under 'sales' goes silent: no data, no close"
control apps/cli_00000000000000a1/connections/freeze
sleep 12
await "sales to be back" 60 connected 3

say "all three are connected"
feishuctl accounts list
cat <<EOF

The demo goes on until Ctrl-C. In another terminal:
  dotnet run --project src/AdminClient -- --gateway 127.0.0.1:$gateway_port accounts watch
  curl -X POST $simulator/control/apps/cli_00000000000000a2/connections/freeze
  kill $consumer_pid                        # the consumer: events wait
  curl -X POST -d '{"text":"are you there?"}' '$simulator/control/apps/all/events?count=5'
  dotnet run examples/consumer.cs -- --urls $consumer   # here they come, none is missing
EOF
wait "$silo_pid"
