#!/usr/bin/env bash
# All properties on many cases: of the vault 10,000 where an ordinary run tries 300, of captures 680 random worlds in place of 20.
# The result is in artifacts/soak.txt.
#   FACTOR  how many times the cases of an ordinary run (34)
source "$(dirname "$0")/lib.sh"
export ASSETSBACKUP_CASES_FACTOR=${FACTOR:-34} ASSETSBACKUP_CASES_RESULT="$artifacts/soak.cases"
mkdir -p "$artifacts" && : >"$ASSETSBACKUP_CASES_RESULT" && : >"$artifacts/soak.log"
started=$SECONDS status=0
for project in AssetsBackup.Vault.Tests AssetsBackup.Tests; do
  dotnet build "tests/$project" -c Release -v quiet >&2
  dotnet run --no-build -c Release --project "tests/$project" -- -noColor -trait Kind=Property 2>&1 |
    tee -a "$artifacts/soak.log" >&2 || status=$?
done
read -r total failed < <(sed -nE 's/.*Total: ([0-9]+), Errors: ([0-9]+), Failed: ([0-9]+),.*/\1 \2 \3/p' "$artifacts/soak.log" |
  awk '{ total += $1; failed += $2 + $3 } END { print total + 0, failed + 0 }')
cases=$(awk '{ sum += $2 } END { print sum + 0 }' "$ASSETSBACKUP_CASES_RESULT")
[ "$total" -gt 0 ] && [ "$cases" -gt 0 ] || { say "nothing was tried"; exit 1; }
echo "$total properties, $cases cases, $failed failed, $((SECONDS - started)) s" | tee "$artifacts/soak.txt"
exit "$status"
