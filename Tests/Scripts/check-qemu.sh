#!/usr/bin/env bash
# Processors that this machine is not. Usage: check-qemu.sh [MIDGE], a release build by default.
# Needs qemu-x86_64. Other architectures are check-targets.sh's.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
midge=$(realpath "${1:-$root/.build/release/midge}")
data=$root/Benchmarks/Data/iris.csv
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
unset MIDGE_CPU

fail() { echo "FAIL $1"; cat log 2>/dev/null; exit 1; }

# trains NAME ISA COMMAND...: the command trains two epochs, says that it ran ISA, and writes the model NAME.
trains() {
  local name=$1 isa=$2; shift 2
  "$@" train "$data" --epochs 2 --json --out "$name" >log 2>&1 || fail "$name: training ended with $?"
  grep -q "\"isa\":\"$isa\"" log || fail "$name did not run $isa"
  echo "ok   $name runs $isa"
}

# refuses NAME LEVEL COMMAND...: the level is refused with a message and exit code 1, before anything runs it.
refuses() {
  local name=$1 level=$2 code=0; shift 2
  MIDGE_CPU=$level "$@" train "$data" --epochs 2 --out refused >log 2>&1 || code=$?
  [ "$code" = 1 ] || fail "$name: $level ended with $code, not with 1"
  grep -q "^midge: this processor lacks $level" log || fail "$name: $level was refused without saying so"
  [ ! -e refused ] || fail "$name: $level was refused, and wrote a model"
  echo "ok   $name refuses $level"
}

# same A B: the two models are the same bytes.
same() { cmp "$1" "$2" >log 2>&1 || fail "$1 and $2 differ"; echo "ok   $1 and $2 give the same bytes"; }

nehalem=(qemu-x86_64 -cpu Nehalem "$midge")
haswell=(qemu-x86_64 -cpu Haswell "$midge")
trains nehalem baseline "${nehalem[@]}"
refuses nehalem v3 "${nehalem[@]}"
refuses nehalem v4 "${nehalem[@]}"
trains haswell v3 "${haswell[@]}"
refuses haswell v4 "${haswell[@]}"
MIDGE_CPU=baseline trains haswell-baseline baseline "${haswell[@]}"
same nehalem haswell-baseline
MIDGE_CPU=baseline trains here-baseline baseline "$midge"
same nehalem here-baseline
! cmp -s nehalem haswell || fail "the baseline gives the bytes of v3: one of them did not run"
for level in v3 v4; do
  if ! MIDGE_CPU=$level "$midge" train "$data" --epochs 1 --out probe >log 2>&1; then echo "skip $level: this machine lacks it"; continue; fi
  MIDGE_CPU=$level trains "here-$level" "$level" "$midge"
  same haswell "here-$level"
done
