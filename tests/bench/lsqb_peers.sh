#!/bin/bash
# lsqb_peers.sh RONDO_LSQB FOLDER SCALE [RUNS]: the Labelled Subgraph Query Benchmark with Rondo, Kuzu
# and DuckDB, one after the other, and their fastest runs side by side. The peers' npm packages are
# installed into RONDO_PEERS (by default a folder of the user's cache). Exit 1 where counts differ.
set -euo pipefail
program=${1:?usage: lsqb_peers.sh RONDO_LSQB FOLDER SCALE [RUNS]}
folder=${2:?} scale=${3:?} runs=${4:-9}
here=$(cd "$(dirname "$0")" && pwd)
export RONDO_PEERS=${RONDO_PEERS:-${XDG_CACHE_HOME:-$HOME/.cache}/rondo-peers}
mkdir -p "$RONDO_PEERS"
if [ ! -d "$RONDO_PEERS/node_modules/kuzu" ] || [ ! -d "$RONDO_PEERS/node_modules/@duckdb" ]; then
  (cd "$RONDO_PEERS" && npm install --no-audit --no-fund kuzu@0.11.3 @duckdb/node-api@1.5.6-r.1 >&2)
fi
{
  "$program" "$folder" "$scale" "$runs"
  node "$here/lsqb_peers.mjs" "$folder" "$scale" "$runs"
} | python3 "$here/lsqb_table.py"
