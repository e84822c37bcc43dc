# Starts the simulator and the app beside it, the app installed on both sites. Source it after lib.sh.
#   JIRA_PORT, APP_PORT  where they listen
#   RUN                  folder of this start's data and logs
#   WORLDS               the simulator's --site options
JIRA_PORT=${JIRA_PORT:-8081} APP_PORT=${APP_PORT:-8080} RUN=${RUN:-$root/.run}
WORLDS=${WORLDS:---site acme=itsm --site globex=empty}
jira="http://localhost:$JIRA_PORT" app="http://localhost:$APP_PORT"
pids=()

stop_all() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  pids=()
}

start_simulator() {
  mkdir -p "$RUN"
  rm -f "$RUN/hosts.json"
  ! curl -s -o /dev/null "$jira" || { say "port $JIRA_PORT is in use: end what listens there, or choose another with JIRA_PORT"; return 1; }
  # shellcheck disable=SC2086
  dotnet "$artifacts/simulator/JiraSimulator.dll" --http-port "$JIRA_PORT" --hosts-file "$RUN/hosts.json" \
    --app-url "$app" $WORLDS >"$RUN/simulator.log" 2>&1 &
  pids+=($!)
  await "$jira/_sim/sites" 60
  # written once the ports are known, a moment after the first answer
  for _ in $(seq 50); do [ -s "$RUN/hosts.json" ] && return; sleep 0.1; done
  say "$RUN/hosts.json was not written: $(tail -n 1 "$RUN/simulator.log")"
  return 1
}

# the settings with which the app finds the simulator instead of Atlassian
app_settings() {
  export ASPNETCORE_ENVIRONMENT=Development DataDirectory="$RUN/data"
  export SimulatedHosts__Assembly="$artifacts/simulated-hosts/SimulatedHosts.dll" SimulatedHosts__File="$RUN/hosts.json"
  export Atlassian__Limits__Enabled=false
  export Connect__BaseUrl="$app" Connect__BridgeScript="$jira/all.js" Connect__FrameAncestors__0="$jira"
}

start_app() {
  ! curl -s -o /dev/null "$app" || { say "port $APP_PORT is in use: end what listens there, or choose another with APP_PORT"; return 1; }
  dotnet "$artifacts/app/assets-backup.dll" serve --urls "$app" >"$RUN/app.log" 2>&1 &
  app_pid=$!
  pids+=("$app_pid")
  await "$app/atlassian-connect.json" 60
}

install_app() {
  for site in acme globex; do curl -fsS -o /dev/null -X POST "$jira/_sim/sites/$site/install"; done
}

# the program as a command that finds the simulated sites and the data of this start
command_file() {
  {
    printf '#!/bin/sh\n'
    for name in ASPNETCORE_ENVIRONMENT DataDirectory SimulatedHosts__Assembly SimulatedHosts__File Atlassian__Limits__Enabled; do
      printf "export %s='%s'\n" "$name" "${!name}"
    done
    printf 'exec dotnet "%s" "$@"\n' "$artifacts/app/assets-backup.dll"
  } >"$RUN/assets-backup"
  chmod +x "$RUN/assets-backup"
}

assets_backup() { dotnet "$artifacts/app/assets-backup.dll" "$@"; }
