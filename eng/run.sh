#!/usr/bin/env bash
# The main job on a fresh machine: the app on its embedded default, two simulated Jira sites beside it.
source "$(dirname "$0")/lib.sh"
source "$root/eng/start.sh"
trap stop_all EXIT
publish_changed
start_simulator
app_settings
start_app
install_app
command_file
cat <<TXT

  Jira, simulated   $jira/sites/acme/
  its second site   $jira/sites/globex/
  The app itself    $app/atlassian-connect.json

  Open the first one, choose Apps > Assets Backup & Migration, and sign the wizard with
    e-mail admin@acme.example    API token valid-token    Workspace ID "Find it for me"
  The second site, for a restore: https://globex.atlassian.net (the same e-mail and token).
  In a second terminal, on the same data: .run/assets-backup schemas --site acme.atlassian.net
  Something to compare: curl -X POST '$jira/_sim/sites/acme/mutate?percent=5' changes, adds and deletes objects of the first one.
  Ctrl-C ends both. Data and logs: $RUN
TXT
wait -n "${pids[@]}" || true
say "One of the two has ended, so both do. $RUN/app.log and $RUN/simulator.log say more."
exit 1
