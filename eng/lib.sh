# Shared by the scripts of this folder.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
artifacts="$root/artifacts"

say() { printf '%s\n' "$*" >&2; }

# installs a Debian package where its command is missing and we may
need() { # command package
  command -v "$1" >/dev/null && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "installing $2"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$2"; } >/dev/null 2>&1 || true
  fi
  command -v "$1" >/dev/null || { say "$1 is missing: install $2"; return 1; }
}

# npm ci, once for each package-lock.json
node_modules() { # folder
  local mark="$1/node_modules/.installed"
  if ! cmp -s "$1/package-lock.json" "$mark"; then
    npm --prefix "$1" ci --no-audit --no-fund --loglevel=error >&2
    cp "$1/package-lock.json" "$mark"
  fi
}

# How programs are published that are judged by their time: a command would otherwise spend most of it compiling itself.
ahead_of_time=(--use-current-runtime --self-contained false -p:PublishReadyToRun=true -p:RunAnalyzers=false)

# the SPA, which has to be there when the server is built
pages() {
  node_modules frontend
  npm --prefix frontend run --silent build >&2
}

# --no-build where pages and solution were just built
is_built=()

# builds what a person runs into artifacts/
publish() {
  [ "${#is_built[@]}" -gt 0 ] || pages
  dotnet publish backend/AssetsBackup -c Release "${ahead_of_time[@]}" "${is_built[@]}" -o "$artifacts/app" -v quiet >&2
  dotnet publish tests/JiraSimulator -c Release "${is_built[@]}" -o "$artifacts/simulator" -v quiet >&2
  dotnet publish tests/SimulatedHosts -c Release "${is_built[@]}" -o "$artifacts/simulated-hosts" -v quiet >&2
}

# as publish, unless it was done already for these sources
publish_changed() {
  local mark="$artifacts/published" sources
  sources=$(find backend frontend tests eng *.props -type f -not -path '*/node_modules/*' -not -path '*/bin/*' -not -path '*/obj/*' \
    -not -path '*/wwwroot/*' -printf '%p %s %T@\n' | sort | sha256sum)
  [ "$(cat "$mark" 2>/dev/null)" = "$sources" ] && return
  say "building: about four minutes the first time, most of them without a word"
  rm -f "$mark"
  publish
  printf '%s' "$sources" >"$mark"
}

# waits for an address to answer
await() { # url seconds
  for _ in $(seq $(($2 * 5))); do
    curl -fsS -o /dev/null "$1" 2>/dev/null && return
    sleep 0.2
  done
  say "$1 does not answer"
  return 1
}
