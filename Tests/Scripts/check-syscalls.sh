#!/usr/bin/env bash
# 1,000 and 100,000 training steps make the same number of system calls. Needs strace.
# Usage: check-syscalls.sh [SCRATCH-PATH]
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
scratch=${1:-$root/.build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v strace >/dev/null || { echo "FAIL strace is not installed"; exit 1; }

swift build --package-path "$root" --scratch-path "$scratch" -c release --product StepProbe >"$work/log" 2>&1 ||
  { cat "$work/log"; exit 1; }
probe=$(swift build --package-path "$root" --scratch-path "$scratch" -c release --show-bin-path)/StepProbe

calls() { # ARGUMENT...
  strace -f -qq -o "$work/trace" "$probe" "$@" >"$work/out"
  wc -l <"$work/trace"
}

few=$(calls 1000) many=$(calls 100000) noisy=$(calls 1000 print)
if [ "$noisy" -le "$few" ]; then echo "FAIL steps that print make no more system calls ($noisy): nothing is counted"; exit 1; fi
echo "ok   the count sees system calls: $noisy with a line printed per step, $few without"
if [ "$few" -ne "$many" ]; then echo "FAIL 1,000 steps make $few system calls, 100,000 make $many"; exit 1; fi
echo "ok   1,000 and 100,000 steps make $few system calls each"
