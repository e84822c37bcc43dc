#!/usr/bin/env bash
# Kills processes at random moments and looks at what is left each time. The results are in artifacts/chaos.json and
# artifacts/chaos-capture.json.
#   KILLS          how often one is killed that backs up, revises, deletes, prunes, copies and rotates keys in a vault (200)
#   CAPTURE_KILLS  how often one is killed that backs a simulated site up (100)
source "$(dirname "$0")/lib.sh"
export ASSETSBACKUP_KILLS=${KILLS:-200} ASSETSBACKUP_CHAOS_RESULT="$artifacts/chaos.json"
export ASSETSBACKUP_CAPTURE_KILLS=${CAPTURE_KILLS:-100} ASSETSBACKUP_CAPTURE_CHAOS_RESULT="$artifacts/chaos-capture.json"
mkdir -p "$artifacts" && rm -f "$ASSETSBACKUP_CHAOS_RESULT" "$ASSETSBACKUP_CAPTURE_CHAOS_RESULT"
kill_in() { # project class
  dotnet build "tests/$1" -c Release -v quiet >&2
  dotnet run --no-build -c Release --project "tests/$1" -- -noColor -class "*.$2" >&2
}
kill_in AssetsBackup.Vault.Tests KilledProcessTests
kill_in AssetsBackup.Tests KilledCaptureTests
cat "$ASSETSBACKUP_CHAOS_RESULT" "$ASSETSBACKUP_CAPTURE_CHAOS_RESULT"
