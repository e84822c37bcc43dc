#!/usr/bin/env bash
# engine.sh up|down|status|run   The DocumentDB engine (PostgreSQL and its extension, Debian packages) on loopback, for tests.
#   up      starts it and prints its port; what it stores is thrown away by down
#   run     the same, until standard input ends: so it never outlives the tests that started it; a line of input kills it
#           and starts it again on what it has stored
#   ASSETSBACKUP_ENGINE_CACHE  what is kept between runs (~/.cache/assetsbackup-engine)
#   ASSETSBACKUP_ENGINE_PORT   where it listens (19712); each port has a cluster of its own
# Exit: 0, 75 it cannot be had here (one line says why), 1 a fault.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${ASSETSBACKUP_ENGINE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/assetsbackup-engine}
port=${ASSETSBACKUP_ENGINE_PORT:-19712}
user=nobody root=$cache/root
source "$here/fetch.sh"

say() { printf 'engine: %s\n' "$*" >&2; }
cannot() { say "not to be had here: $*"; exit 75; }
fault() { say "$*"; exit 1; }

# a program of the root, as the plain user, inside the root
inside() { # program argument…
  local program=$1
  shift
  chroot --userspec="$user" "$root" /usr/bin/env -i HOME=/tmp LC_ALL=C PATH=/usr/bin "$programs/$program" "$@"
}
sql() { inside psql -X -q -h 127.0.0.1 -p "$port" -U postgres -d postgres -v ON_ERROR_STOP=1 "$@"; }

# fsync is off: no test cuts the power. synchronous_commit stays on: without it a killed engine loses what it acknowledged.
settings() {
  cat <<CONF
listen_addresses = '127.0.0.1'
port = $port
unix_socket_directories = '/cluster/$port'
shared_preload_libraries = 'pg_cron, pg_documentdb_core, pg_documentdb'
cron.database_name = 'postgres'
cron.host = '/cluster/$port'
cron.log_run = off
cron.log_statement = off
documentdb.localhost_connection_string = 'host=/cluster/$port'
max_connections = 200
fsync = off
full_page_writes = off
shared_buffers = 128MB
max_wal_size = 2GB
jit = off
deadlock_timeout = 100ms
timezone = 'UTC'
log_timezone = 'UTC'
log_min_messages = warning
CONF
}

start() { # waits until it answers, then prints its process id
  settings >"$root/cluster/$port/pg/assetsbackup.conf"
  setsid chroot --userspec="$user" "$root" /usr/bin/env -i HOME=/tmp LC_ALL=C PATH=/usr/bin \
    "$programs/postgres" -D "/cluster/$port/pg" >"$cache/$port.log" 2>&1 </dev/null 9>&- &
  local pid=$!
  for _ in $(seq 300); do
    kill -0 $pid 2>/dev/null || break
    inside pg_isready -q -h 127.0.0.1 -p "$port" -U postgres && { echo $pid; return; }
    sleep 0.1
  done
  tail -n 5 "$cache/$port.log" >&2
  kill -QUIT $pid 2>/dev/null || true
  return 1
}

halt() { # process id
  kill -INT "$1" 2>/dev/null || true
  for _ in $(seq 200); do kill -0 "$1" 2>/dev/null || return 0; sleep 0.05; done
  kill -QUIT "$1" 2>/dev/null || true
}

# initdb and CREATE EXTENSION take seconds: done once, each run copies the result
make_template() {
  inside initdb -D "/cluster/$port/pg" -U postgres -A trust -E UTF8 --locale-provider=builtin --builtin-locale=C.UTF-8 \
    --locale=C --no-sync >"$cache/initdb.log" 2>&1 || { tail -n 5 "$cache/initdb.log" >&2; fault "initdb failed"; }
  echo "include 'assetsbackup.conf'" >>"$root/cluster/$port/pg/postgresql.conf"
  local pid
  pid=$(start) || fault "the engine does not start"
  sql -c 'SET client_min_messages = warning' -c 'CREATE EXTENSION documentdb CASCADE' ||
    { halt "$pid"; fault "CREATE EXTENSION failed"; }
  halt "$pid"
  mv "$root/cluster/$port/pg" "$cache/template"
}

up() {
  mkdir -p "$cache"
  exec 9>"$cache/lock"
  flock -w 600 9 || fault "another set-up holds $cache/lock"
  [ "$(id -u)" = 0 ] || cannot "it needs root, to unpack packages and to enter their root"
  fetch
  if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then fault "port $port is taken"; fi
  programs=/$(cd "$root" && echo usr/lib/postgresql/*/bin)
  rm -rf "$root/cluster/$port" && install -d -o "$user" -m 700 "$root/cluster/$port"
  [ -d "$cache/template" ] || make_template
  cp -a --reflink=auto "$cache/template" "$root/cluster/$port/pg"
  start >"$cache/$port.pid" || fault "the engine does not start"
  say "$package $version on port $port"
  exec 9>&-
}

down() {
  [ -e "$cache/$port.pid" ] || return 0
  halt "$(cat "$cache/$port.pid")"
  rm -rf "$root/cluster/$port" "$cache/$port.pid"
}

restart() {
  local pid
  pid=$(cat "$cache/$port.pid")
  kill -QUIT "$pid"
  while kill -0 "$pid" 2>/dev/null; do sleep 0.05; done
  start >"$cache/$port.pid" || fault "the engine does not start again"
}

status() { [ -e "$cache/$port.pid" ] && kill -0 "$(cat "$cache/$port.pid")" 2>/dev/null; }

case ${1:-} in
up) up && echo "$port" ;;
run)
  trap down EXIT
  up && echo "$port"
  while read -r _; do
    restart && echo "$port"
  done
  ;;
down) down ;;
status) if status; then echo up; else echo down; exit 1; fi ;;
*) sed -n '2,7p' "$0" >&2; exit 2 ;;
esac
