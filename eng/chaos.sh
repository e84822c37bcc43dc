#!/usr/bin/env bash
# Kills a process that backs up, revises, deletes, prunes, copies and rotates keys, at random moments, and looks at what is
# left each time. The result is in artifacts/chaos.json.
#   KILLS  how often (200)
source "$(dirname "$0")/lib.sh"
export ASSETSBACKUP_KILLS=${KILLS:-200} ASSETSBACKUP_CHAOS_RESULT="$artifacts/chaos.json"
mkdir -p "$artifacts" && rm -f "$ASSETSBACKUP_CHAOS_RESULT"
dotnet build tests/AssetsBackup.Vault.Tests -c Release -v quiet >&2
dotnet run --no-build -c Release --project tests/AssetsBackup.Vault.Tests -- -noColor -class '*.KilledProcessTests' >&2
cat "$ASSETSBACKUP_CHAOS_RESULT"
