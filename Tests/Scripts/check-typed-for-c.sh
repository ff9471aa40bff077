#!/usr/bin/env bash
# The template of a typed network for C: its program learns; its object defines nothing but its own functions, and has no means to ask the heap.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bash "$root/Tests/Examples/TypedForC/build.sh" "$work"
"$work/surface" || { echo "FAIL the program has not learned"; exit 1; }
others=$(nm --defined-only --extern-only "$work/surface.o" | awk '$3 !~ /^surface_/ { print $3 }')
[ -z "$others" ] || { echo "FAIL surface.o defines $others"; exit 1; }
missing=$(nm -u "$work/surface.o" | awk '{ print $2 }' | grep -vxE 'mem(set|cpy|move)' || true)
[ -z "$missing" ] || { echo "FAIL surface.o needs $missing"; exit 1; }
echo "ok   a typed network for C: $(size -A "$work/surface.o" | awk '/^\.text/ { n += $2 } END { print n }') bytes of code, no runtime symbol, no allocation"
