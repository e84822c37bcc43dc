#!/usr/bin/env bash
# The main job on a fresh machine: the app on its embedded default, two simulated Jira sites beside it.
source "$(dirname "$0")/lib.sh"
source "$root/eng/start.sh"
trap stop_all EXIT
publish
start_simulator
app_settings
start_app
install_app
cat <<TXT

  Jira, simulated   $jira/sites/acme/
  The app itself    $app/atlassian-connect.json

  Open the first one, choose Apps > Assets Backup & Migration, and sign the wizard with
    e-mail admin@acme.example    API token valid-token    Workspace ID "Find it for me"
  The second site, for a restore: https://globex.atlassian.net (the same e-mail and token).
  Ctrl-C ends both. Data: $RUN
TXT
wait -n "${pids[@]}"
