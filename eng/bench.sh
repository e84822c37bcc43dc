#!/usr/bin/env bash
# Figures, one JSON line each. The argument names one area of tests/bench; none means all.
#   OBJECTS  size of the simulated schema (100000)
#   ROUNDS   how often each side runs; the figures are medians (5)
source "$(dirname "$0")/lib.sh"
export OBJECTS=${OBJECTS:-100000} ROUNDS=${ROUNDS:-5}
RUN=$(mktemp -d) JIRA_PORT=${JIRA_PORT:-18181} APP_PORT=${APP_PORT:-18180} WORLDS="--site acme=n:$OBJECTS"
source "$root/eng/start.sh"
trap 'stop_all; rm -rf "$RUN"' EXIT
area=${1:-}
[ -z "$area" ] || [ -f "tests/bench/$area.mjs" ] || { say "no area $area in tests/bench"; exit 2; }
need restic restic
build() { [ "${BENCH_NO_BUILD:-}" = 1 ] || "$@"; }

# the product beside the simulator
prepare_spine() {
  build publish
  start_simulator
  app_settings
  export JIRA=$jira APP_DLL="$artifacts/app/assets-backup.dll"
}

# the product beside three schemas, the second a tenth as large: what costs calls for each object takes long there; the third
# ten times as large
prepare_capture() {
  WORLDS="--site acme=n:$OBJECTS --site globex=n:$((OBJECTS / 10)) --site initech=n:$((OBJECTS * 10))"
  prepare_spine
}

prepare_vault() {
  build dotnet publish tests/bench/VaultBench -c Release "${ahead_of_time[@]}" -o "$artifacts/vault-bench" -v quiet >&2
  export VAULT_BENCH_DLL="$artifacts/vault-bench/VaultBench.dll"
}

export RUN
for script in tests/bench/${area:-*}.mjs; do
  name=$(basename "$script" .mjs)
  "prepare_$name"
  node "$script"
  stop_all
done
