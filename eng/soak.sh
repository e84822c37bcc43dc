#!/usr/bin/env bash
# All properties of the vault on many cases: 10,000 where an ordinary run tries 300. The result is in artifacts/soak.txt.
#   FACTOR  how many times the cases of an ordinary run (34)
source "$(dirname "$0")/lib.sh"
export ASSETSBACKUP_CASES_FACTOR=${FACTOR:-34} ASSETSBACKUP_CASES_RESULT="$artifacts/soak.cases"
mkdir -p "$artifacts" && : >"$ASSETSBACKUP_CASES_RESULT"
dotnet build tests/AssetsBackup.Vault.Tests -c Release -v quiet >&2
started=$SECONDS status=0
dotnet run --no-build -c Release --project tests/AssetsBackup.Vault.Tests -- -noColor -trait Kind=Property 2>&1 |
  tee "$artifacts/soak.log" >&2 || status=$?
read -r total errors failed < <(sed -nE 's/.*Total: ([0-9]+), Errors: ([0-9]+), Failed: ([0-9]+),.*/\1 \2 \3/p' "$artifacts/soak.log" | tail -n 1)
cases=$(awk '{ sum += $2 } END { print sum + 0 }' "$ASSETSBACKUP_CASES_RESULT")
[ "${total:-0}" -gt 0 ] && [ "$cases" -gt 0 ] || { say "nothing was tried"; exit 1; }
echo "$total properties, $cases cases, $((failed + errors)) failed, $((SECONDS - started)) s" | tee "$artifacts/soak.txt"
exit "$status"
