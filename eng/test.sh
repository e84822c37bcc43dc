#!/usr/bin/env bash
# Everything CI runs. Each area prints its time; the last line sums the tests of all runners.
source "$(dirname "$0")/lib.sh"
passed=0 failed=0 skipped=0
results="$artifacts/tests"
rm -rf "$results" && mkdir -p "$results"

count() { passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3)); }

# set -e does not hold inside an area, as its end is asked for: steps are joined by &&.
# runs one area, keeps its output, tells its time; an area that ends badly breaks the whole, in the background too
area() { # name command…
  local name=$1 started=$SECONDS
  shift
  if "$@" >"$results/$name.log" 2>&1; then state=ok; else
    state=FAILED
    touch "$results/$name.broken"
    grep -A 20 -F '[FAIL]' "$results/$name.log" || true
    tail -n 100 "$results/$name.log"
  fi
  printf '%-12s %-7s %4d s\n' "$name" "$state" $((SECONDS - started))
}

broken() { find "$results" -name '*.broken' -printf '%f ' | sed 's/\.broken//g'; }

dotnet_tests() { # project
  local log="$results/$(basename "$1").txt" status=0
  dotnet run --no-build -c Release --project "$1" -- -noColor -maxThreads 1.5x -xml "$results/$(basename "$1").xml" 2>&1 | tee "$log" || status=$?
  # Total: 107, Errors: 0, Failed: 0, Skipped: 0, Not Run: 0
  sed -nE 's/.*Total: ([0-9]+), Errors: ([0-9]+), Failed: ([0-9]+), Skipped: ([0-9]+),.*/\1 \2 \3 \4/p' "$log" | tail -n 1 |
    { read -r total errors bad left && echo "$((total - bad - left)) $((bad + errors)) $left"; } >"$results/$(basename "$1").count"
  return "$status"
}

node_tests() { # name command…
  local name=$1 status=0
  shift
  "$@" 2>&1 | tee "$results/$name.txt" || status=$?
  number() { sed -nE "s/^(# |ℹ )$1 ([0-9]+)$/\2/p" "$results/$name.txt" | tail -n 1; }
  printf '%s %s %s\n' "$(number pass)" "$(number fail)" "$(($(number skipped) + $(number todo)))" >"$results/$name.count"
  return "$status"
}

frontend_tests() {
  local status=0
  npm --prefix frontend test -- --maxWorkers=1 --reporter=default --reporter=json --outputFile="$results/frontend.json" || status=$?
  node -e 'const r=require(process.argv[1]);console.log(r.numPassedTests,r.numFailedTests,r.numPendingTests+(r.numTodoTests||0))' \
    "$results/frontend.json" >"$results/frontend.count"
  return "$status"
}

# the engine of the MongoDB tests, fetched and started once, so that its time is told and a miss is told in one line
engine() {
  local status=0
  tests/MongoEngine/engine.sh up && tests/MongoEngine/engine.sh down || status=$?
  [ "$status" != 75 ] || [ "${ASSETSBACKUP_REQUIRE_ENGINE:-}" = 1 ] || {
    echo "0 0 1" >"$results/engine.count"
    status=0
  }
  return "$status"
}

install() {
  need git git && need chromium chromium && need strace strace &&
    dotnet tool restore &&
    node_modules frontend &&
    node_modules tests/clients &&
    dotnet restore AssetsBackup.sln
}

style() {
  dotnet csharpier check backend tests &&
    npm --prefix frontend run --silent format:check &&
    npm --prefix frontend run --silent lint &&
    npm --prefix frontend run --silent typecheck
}

# Programs are judged here by what they do, not by their time: what the build has made will do.
ahead_of_time=() is_built=(--no-build)
# One compiler serves all projects: each would spend half of its time compiling itself and its analyzers.
build() {
  pages &&
    dotnet build AssetsBackup.sln -c Release --no-restore -m -p:UseSharedCompilation=true &&
    dotnet build-server shutdown --vbcscompiler &&
    npm --prefix frontend run --silent api:check &&
    publish
}

# what the contract of stores was tried on, with the tests passed of each; a store that is not among it fails the whole
contract_of_stores() {
  local tried classes
  tried=$({ grep -ohE '<test [^>]*result="Pass"[^>]*source-file="[^"]*/BlobStoreContract\.cs"' "$results"/*.xml || true; } |
    sed -E 's/.* type="[^"]*\.([^".]+)Tests".*/\1/' | sort | uniq -c)
  printf '%s\n' "$tried" | sed "s/^ */  contract of stores: /"
  classes=$(grep -rhPzo 'class \w+Tests\b[^{;]*:\s*(Mongo)?BlobStoreContract' tests --include='*.cs' | tr -cd '\0' | wc -c)
  [ "$(printf '%s\n' "$tried" | wc -l)" -ge "$classes" ] || [ -e "$results/engine.count" ] || touch "$results/contract_of_stores.broken"
}

# what the simulator answered, held against Atlassian's documents
check_answers() { node tests/JiraSimulator/Schemas/check-answers.mjs "$ASSETSBACKUP_ANSWERS"; }

export ASSETSBACKUP_CONTRACT=${ASSETSBACKUP_CONTRACT:-$root/../shared/contract}
export ASSETSBACKUP_ANSWERS="$results/answers/tests"
[ "${CI:-}" != true ] || export ASSETSBACKUP_REQUIRE_ENGINE=1
area install install
area engine engine
[ ! -e "$results/engine.count" ] || say "skipped: $(tail -n 1 "$results/engine.log"); each test that needs it counts too"
[ ! -e "$results/install.broken" ] || { say "cannot go on without: $(broken)"; exit 1; }
area style style &
area build build
wait
if [ ! -e "$results/build.broken" ]; then
  area vault dotnet_tests tests/AssetsBackup.Vault.Tests
  area simulator dotnet_tests tests/JiraSimulator.Tests
  # Many short lives of the same programs: what profiling costs them they never get back.
  export DOTNET_TieredPGO=0
  area app dotnet_tests tests/AssetsBackup.Tests
  contract_of_stores
  area clients node_tests clients node --test --test-reporter=spec tests/clients/*.test.mjs
  area answers check_answers &
  ASSETSBACKUP_ANSWERS="$results/answers/servers"
  # Each waits for its own servers most of the time. The frontend's tests do not, and leave e2e a processor.
  { area demo node_tests demo node --test --test-reporter=spec tests/demo/; area frontend frontend_tests; } &
  area e2e node_tests e2e node --test --test-reporter=spec tests/e2e/
  wait
  area e2e-answers check_answers
fi
for file in "$results"/*.count; do read -r p f s <"$file" && count "${p:-0}" "${f:-0}" "${s:-0}"; done
# An area that broke without a failed test of its own counts as one.
[ -z "$(broken)" ] || { say "failed: $(broken)"; [ "$failed" -gt 0 ] || failed=$(broken | wc -w); }
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
