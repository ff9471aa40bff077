#!/usr/bin/env bash
# What a sentinel and its snapshots add to a step of W1 to W5, and what subnormal numbers do to one. Builds the typed face for x86-64-v4 (or
# the flags in MIDGE_FLAGS) and runs it. Usage: diagnostics.sh [ROUNDS]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
read -ra level <<<"${MIDGE_FLAGS:--DMIDGE_V4 -Xcc -march=x86-64-v4}"
flags=(-O -wmo -swift-version 6 -enable-experimental-feature BuiltinModule -Xcc -fno-math-errno -I . "${level[@]}")
for module in MidgeKernels MidgeCore Midge; do
  swiftc "${flags[@]}" -parse-as-library -module-name $module -emit-module -emit-module-path $module.swiftmodule \
    -c -o $module.o "$root/Sources/$module"/*.swift
done
swiftc "${flags[@]}" -Xfrontend -disable-llvm-merge-functions-pass -module-name diagnostics -c -o main.o "$root/Benchmarks/Diagnostics/main.swift"
swiftc -o diagnostics ./*.o -lm
taskset -c "${CORE:-1}" ./diagnostics "${1:-41}"
