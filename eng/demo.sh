#!/usr/bin/env bash
# The main job without a browser; see tests/demo. Exits 0 only if both sides are equal.
source "$(dirname "$0")/lib.sh"
source "$root/eng/start.sh"
RUN=$(mktemp -d) JIRA_PORT=${JIRA_PORT:-18081} APP_PORT=${APP_PORT:-18080}
jira="http://localhost:$JIRA_PORT" app="http://localhost:$APP_PORT"
trap 'stop_all; rm -rf "$RUN"' EXIT
[ "${DEMO_NO_BUILD:-}" = 1 ] || publish
start_simulator
app_settings
start_app
install_app
JIRA=$jira APP_DLL="$artifacts/app/assets-backup.dll" node tests/demo/demo.mjs "$@"
