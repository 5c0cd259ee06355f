#!/usr/bin/env bash
# Everything that must hold, in one run: format, build without warnings, all tests.
# Installs what the tests need beside the .NET SDK when it is missing. Ends with "N passed, N failed, N skipped".
set -euo pipefail
cd "$(dirname "$0")"

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

step() { printf '\n== %s\n' "$1"; }

need() { # command or file, Debian package
  if command -v "$1" >/dev/null || compgen -G "$1" >/dev/null; then return; fi
  step "install $2"
  if [ "$(id -u)" -ne 0 ]; then
    echo "This needs '$1': install the Debian package '$2', or run as root." >&2
    exit 1
  fi
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$2" >/dev/null
}

command -v dotnet >/dev/null || { echo "This needs the .NET SDK named in global.json." >&2; exit 1; }
need git git # the silo of the commit before this one is built from the history
need node nodejs
need npm npm
need python3 python3
need chromium chromium
need "/usr/lib/postgresql/*/bin/postgres" postgresql # Debian keeps it outside of the path

step "node packages (the official SDK, as a foreign client, Azurite, axe, and helm)"
(cd tests/Conformance && npm ci --no-audit --no-fund --silent)
(cd tests/Conformance/azurite && npm ci --no-audit --no-fund --silent)
(cd tests/Conformance/axe && npm ci --no-audit --no-fund --silent)
(cd tests/Conformance/helm && npm ci --no-audit --no-fund --silent)
(cd examples/node && npm ci --no-audit --no-fund --silent)

step "build"
dotnet build FeishuOrleans.sln -c Release -nologo -clp:NoSummary

dotnet build examples/consumer.cs -nologo -v quiet -clp:ErrorsOnly

step "format"
dotnet format whitespace FeishuOrleans.sln --no-restore --verify-no-changes

step "test"
status=0
dotnet test --solution FeishuOrleans.sln -c Release --no-build --no-progress \
  --report-trx --results-directory "$results" || status=$?

# The counts come from the result files of the test runner, one a project.
step "result"
count() {
  cat "$results"/*.trx 2>/dev/null | grep -o '<Counters [^>]*>' | grep -o " $1=\"[0-9]*\"" | awk -F'"' '{ sum += $2 } END { print sum + 0 }'
}
passed=$(count passed) failed=$(count failed) skipped=$(count notExecuted)
projects=$(ls -d tests/*.Tests | wc -l)
files=$(ls "$results"/*.trx 2>/dev/null | wc -l)
if [ "$files" -ne "$projects" ]; then
  echo "$projects test projects, but $files result files: a project did not run to its end." >&2
  [ "$status" -ne 0 ] || status=1
fi
echo "$passed passed, $failed failed, $skipped skipped"
exit "$status"
