#!/usr/bin/env bash
# Fails when src/api/client.ts is not what the backend's API document generates.
set -euo pipefail
cd "$(dirname "$0")/.."
fresh=$(mktemp --suffix=.ts)
trap 'rm -f "$fresh"' EXIT
dotnet build ../backend/AssetsBackup/AssetsBackup.csproj -c Release -t:GenerateApiClient -p:ApiClient="$fresh" \
  -m:1 -nodeReuse:false -v q
diff -u src/api/client.ts "$fresh" || {
  echo 'src/api/client.ts differs from the API: run "npm run api" and commit the result.' >&2
  exit 1
}
