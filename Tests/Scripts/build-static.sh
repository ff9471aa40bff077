#!/usr/bin/env bash
# Builds `midge` as one file that needs nothing of the system it runs on, not even a C library. Usage: build-static.sh [OUTPUT] [SCRATCH-PATH]
# (by default .build/static/midge, and .build/static/build: what it compiles differs from other builds, see MIDGE_SMALL in Package.swift).
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
scratch=$(realpath -m "${2:-$root/.build/static/build}")
output=$(realpath -m "${1:-$root/.build/static/midge}")
mkdir -p "$(dirname "$output")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export MIDGE_SMALL=1

swift build --package-path "$root" --scratch-path "$scratch" -c release --product midge >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
release=$(swift build --package-path "$root" --scratch-path "$scratch" -c release --show-bin-path)
list=$release/midge.product/Objects.LinkFileList
# Modules without casts to protocols, as Embedded Swift requires of them; and those that only instantiate them.
embeddable='/(MidgeKernels|MidgeCore|Midge|MidgeBaseline|MidgeV3|MidgeV4|Workloads(Baseline|V3|V4))\.build/'
mapfile -t kept < <(grep -vE "$embeddable" "$list")
mapfile -t generic < <(grep -E "$embeddable" "$list")
# The standard library itself, whose public functions bring their tables of Unicode with them.
standard=$(swiftc -print-target-info | sed -n 's/.*"runtimeResourcePath" *: *"\(.*\)".*/\1/p')_static/linux/libswiftCore.a
(cd "$work" && ar x "$standard" Swift.o)
releaser=$root/Tests/Scripts/release_sections.py
mapfile -t released < <(
  python3 "$releaser" "$work/generic" records "${generic[@]}" && python3 "$releaser" "$work/kept" code "${kept[@]}" "$work/Swift.o")
# The allocation counter defines malloc and its kin, as libc.a does: muldefs takes the first, the counter's.
printf '%s\n' "${released[@]}" >"$work/list"
# No exception passes through Swift, and none is caught: nobody's tables for unwinding are needed.
printf 'SECTIONS { /DISCARD/ : { *(.eh_frame) *(.eh_frame.*) *(.gcc_except_table*) } } INSERT AFTER .text;\n' >"$work/discard.ld"
swiftc -use-ld=lld -static-executable "@$work/list" -o "$output" \
  -Xlinker --defsym=main=MidgeCommand_main -Xlinker -s -Xlinker -z -Xlinker muldefs -Xlinker --gc-sections -Xlinker --icf=all -Xlinker -T -Xlinker "$work/discard.ld" >"$work/log" 2>&1 ||
  { cat "$work/log"; exit 1; }
echo "$output"
