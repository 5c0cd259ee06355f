#!/usr/bin/env bash
# The long forms: 10,000 connects and losses, faults at random, the fault matrix with the product's own durations (re-probe and
# over-limit pause cut from 15 to 2 and from 5 to 1 min; all cases at once), 200 kills of the silo, 5,000 accounts on one silo, plain
# and with TLS, 10 minutes of load, a consumer that is down for as long, and three silos of which some are killed, stopped, restarted or of the commit before. Takes about an hour. Writes its table to docs/soak.md, full output to a log that it names.
set -euo pipefail
cd "$(dirname "$0")"

export FEISHU_SOAK=1
log=$(mktemp -t feishu-soak-XXXX.log)
table=docs/soak.md
tests=tests/Feishu.Client.Tests/bin/Release/net10.0/Feishu.Client.Tests
silo_tests=tests/Silo.Tests/bin/Release/net10.0/FeishuOrleans.Silo.Tests
benchmarks=tests/Benchmarks/bin/Release/net10.0/FeishuOrleans.Benchmarks
failed=0

echo "Full output: $log"
dotnet build FeishuOrleans.sln -c Release -nologo -v quiet -clp:ErrorsOnly

{
  echo "# Soak"
  echo
  echo "Written by \`./soak.sh\`: $(date -u +%Y-%m-%d), commit $(git rev-parse --short HEAD), $(nproc) cores, $(awk '/MemTotal/ { printf "%.0f", $2 / 1048576 }' /proc/meminfo) GiB."
  echo
  echo "| run | result | minutes |"
  echo "|---|---|---|"
} > "$table"

run() { # name, command
  local name=$1 from=$SECONDS result=passed
  shift
  printf '\n== %s\n' "$name" | tee -a "$log"
  "$@" >> "$log" 2>&1 || { result=FAILED; failed=1; }
  local minutes
  minutes=$(awk "BEGIN { printf \"%.1f\", ($SECONDS - $from) / 60 }")
  echo "| $name | $result | $minutes |" | tee -a "$table"
}

run "10,000 connects and disconnects, 10,000 losses: nothing left" "$tests" -class "Feishu.Client.Tests.Leaks.LeakTests"
run "fault matrix, outages, isolation, random faults, with the product's durations" "$tests" -namespace "Feishu.Client.Tests.Recovery"
run "kill -9 at every named step, 200 kills at random, one failing chat among 100,000 events" "$silo_tests" -namespace "FeishuOrleans.Silo.Tests.Crash"
run "three silos on PostgreSQL restarted one after the other, 300 accounts, 200 events/s; the silo of the commit before beside this one" "$silo_tests" -namespace "FeishuOrleans.Silo.Tests.Handover"

capacity() { # heading, options
  local heading=$1
  shift
  printf '\n== capacity, %s\n' "$heading" | tee -a "$log"
  { echo; echo "## Capacity, $heading"; echo; "$benchmarks" capacity "$@"; } | tee -a "$log" >> "$table" || failed=1
}

capacity "plain" --accounts 1 1000 5000
capacity "TLS" --accounts 1000 5000 --tls

load() { # options
  printf '\n== load %s\n' "$*" | tee -a "$log"
  "$benchmarks" load "$@" > "$log.load" || failed=1
  cat "$log.load" >> "$log"
  # The heading once, then a line a run.
  if grep -q '^## Load' "$table"; then tail -n 1 "$log.load"; else printf '\n## Load\n\n'; cat "$log.load"; fi >> "$table"
}

load --accounts 100 --rate 500 --seconds 60
load --accounts 100 --saturate --seconds 60
load --accounts 100 --saturate --seconds 60 --webhook
load --accounts 100 --rate 1000 --seconds 600 --webhook
load --accounts 100 --rate 200 --seconds 600 --consumer-down
rm "$log.load"

printf '\n== failover\n' | tee -a "$log"
{ echo; echo "## Failover"; echo; "$benchmarks" failover; } | tee -a "$log" >> "$table" || failed=1

printf '\nThe table is in %s.\n' "$table"
exit "$failed"
