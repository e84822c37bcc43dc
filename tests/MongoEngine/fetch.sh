# Sourced by engine.sh: packages of another Debian suite, unpacked into a root of their own, cut to what the engine loads.
package=postgresql-18-documentdb version=1.0-0-1 suites="forky sid"
extensions="documentdb documentdb_core documentdb_extended_rum pg_cron tsm_system_rows vector postgis postgis-3 plpgsql"
modules="pg_documentdb* pg_cron tsm_system_rows vector postgis-3 rum plpgsql dict_snowball"
layout="$package $version, layout 1"

fetch() {
  [ "$(cat "$root/LAYOUT" 2>/dev/null)" = "$layout" ] && return
  local work=$cache/work
  [ "$(df -Pm "$cache" | awk 'NR==2 {print $4}')" -gt 1500 ] || cannot "it needs 1.5 GB free in $cache"
  rm -rf "$work" "$root" "$cache/template" && mkdir -p "$work"
  download "$work/apt"
  unpack "$work/apt" "$work/all"
  keep_what_is_loaded "$work/all" "$work/root"
  echo "$layout" >"$work/root/LAYOUT"
  mv "$work/root" "$root" && rm -rf "$work"
  say "fetched $package $version, $(du -sm "$root" | cut -f1) MB kept"
}

# an apt of its own: the machine's mirror and apt.conf.d, another suite, an empty dpkg database
download() { # folder
  local apt=$1 log=$cache/fetch.log uri suite
  mkdir -p "$apt"/etc/apt/{preferences.d,sources.list.d} "$apt"/var/lib/apt/lists/partial \
    "$apt"/var/cache/apt/archives/partial "$apt"/var/lib/dpkg
  : >"$apt/var/lib/dpkg/status" && : >"$log"
  cat >"$apt/apt.conf" <<CONF
Dir "$apt"; Dir::State::status "$apt/var/lib/dpkg/status"; Dir::Etc::parts "/etc/apt/apt.conf.d";
APT::Install-Recommends "false"; APT::Sandbox::User "root"; APT::Update::Error-Mode "any";
Acquire::Languages "none"; Acquire::Retries "3"; Acquire::http::Timeout "60";
#clear DPkg::Post-Invoke; #clear DPkg::Pre-Install-Pkgs; #clear APT::Update::Post-Invoke; #clear APT::Update::Post-Invoke-Success;
CONF
  uri=$(grep -rshoE 'https?://[^ ]*/debian/?( |$)' /etc/apt/sources.list /etc/apt/sources.list.d/ | grep -v snapshot | head -n 1 | tr -d ' ' || true)
  [ -n "$uri" ] || cannot "no Debian mirror in the machine's apt sources"
  for suite in $suites; do
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $uri $suite main" >"$apt/etc/apt/sources.list"
    # dash and coreutils: nothing counts as installed, and essential packages are no dependency of others
    { APT_CONFIG=$apt/apt.conf apt-get -q update &&
      APT_CONFIG=$apt/apt.conf apt-get -q -y -d install "$package=$version" dash coreutils; } >>"$log" 2>&1 && return
    say "suite $suite: $(grep -E '^E' "$log" | tail -n 1)"
  done
  cannot "$package $version is in none of: $suites (log: $log)"
}

unpack() { # apt-folder folder
  local into=$2 dir deb
  mkdir -p "$into"/usr/{bin,sbin,lib,lib64}
  for dir in bin sbin lib lib64; do ln -s "usr/$dir" "$into/$dir"; done
  for deb in "$1"/var/cache/apt/archives/*.deb; do
    dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$into" --keep-directory-symlink -f - \
      --exclude='./usr/share/doc*' --exclude=./usr/share/man --exclude=./usr/share/locale --exclude='*/bitcode'
  done
  [ -e "$into/usr/bin/sh" ] || ln -s dash "$into/usr/bin/sh"
  # update-alternatives would have made it
  (cd "$into"/usr/share/postgresql/*/extension && ln -sf postgis-3.control postgis.control)
}

keep_what_is_loaded() { # from to
  local from=$1 to=$2 file dir
  mkdir -p "$to"/{dev/shm,tmp,run,proc,cluster,etc} "$to"/usr/{bin,sbin,lib,lib64}
  for dir in bin sbin lib lib64; do ln -s "usr/$dir" "$to/$dir"; done
  loaded "$from" | sort -u | tar -c -C "$from" --no-recursion -T - | tar -x -C "$to"
  getent passwd "$user" >"$to/etc/passwd" && getent group "$(id -gn "$user")" >"$to/etc/group"
  echo '127.0.0.1 localhost' >"$to/etc/hosts"
  while read -r file minor; do
    mknod -m 666 "$to/dev/$file" c 1 "$minor" 2>/dev/null || cannot "device nodes cannot be made in this container"
  done <<<$'null 3\nzero 5\nrandom 8\nurandom 9'
  chmod 1777 "$to/tmp" "$to/dev/shm"
}

# every path below the root that the engine needs, relative
loaded() { # root
  local root=$1 postgres file name loader
  postgres=$(cd "$root" && echo usr/lib/postgresql/*)
  local share=${postgres/lib/share}
  (
    cd "$root"
    loader=$(ls -d lib64/ld-linux-*.so.? lib/ld-linux-*.so.? 2>/dev/null | head -n 1)
    local objects=("$postgres"/bin/{postgres,initdb,psql,pg_isready} usr/bin/{dash,env})
    for name in $modules; do objects+=("$postgres"/lib/$name.so); done
    for file in "${objects[@]}"; do
      echo "$file"
      # a library is found by its link: both are kept
      chroot . "/$loader" --list "/$file" | grep -oE '/[^ ]+' | while read -r name; do
        echo "usr${name#/usr}"
        realpath --relative-to=. ".$name"
      done
    done
    echo usr/bin/sh
    find "$share" usr/share/zoneinfo -not -path "$share/extension/*" -not -path "$share/contrib*" -not -path "$share/man*"
    for name in $extensions; do find "$share/extension" -name "$name.control" -o -name "$name--*.sql"; done
  )
}
