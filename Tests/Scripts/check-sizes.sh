#!/usr/bin/env bash
# How small a whole trainer is: exclusive or, stripped, for x86-64-v3. Both programs must learn it before they are measured.
set -euo pipefail
source "$(dirname "$0")/embedded.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
embedded_midge modules -Xcc -march=x86-64-v3
embedded_object modules XOR "$root/Tests/Embedded/XOR.swift" -Xcc -march=x86-64-v3
if grep -qw avx2 /proc/cpuinfo && grep -qw fma /proc/cpuinfo; then run=(); else run=(qemu-x86_64 -cpu Haswell); fi
link=(gcc -Os -fno-asynchronous-unwind-tables "$root/Tests/Embedded/xor.c" modules/XOR.o -s "-Wl,--gc-sections,-z,noseparate-code,--build-id=none")

# measure NAME LIMIT FLAG...: the bytes of a program that learns.
measure() {
  local name=$1 limit=$2 bytes; shift 2
  "${link[@]}" "$@" -o program >log 2>&1 || fail "the $name program does not link" log
  # What a linker needs is of no use to a program.
  llvm-objcopy --strip-sections program >log 2>&1 || fail "the $name program cannot be stripped" log
  "${run[@]}" ./program || fail "the $name program has not learned: it ended with $?"
  bytes=$(stat -c %s program)
  [ "$bytes" -le "$limit" ] || fail "the $name program has $bytes bytes, more than $limit"
  echo "ok   the $name program has $bytes bytes, at most $limit"
}

measure "static freestanding" 16384 -DMIDGE_FREESTANDING -static -nostdlib
measure "dynamic glibc" 24576
