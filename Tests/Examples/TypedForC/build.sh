#!/usr/bin/env bash
# Makes surface.o, an object without a Swift runtime that defines surface_* and nothing else, and a C program with it.
# Usage: build.sh FOLDER [FLAG...], flags for swiftc such as -Xcc -march=x86-64-v3.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source "$here/../../Scripts/embedded.sh"
folder=$1; shift
embedded_midge "$folder" "$@"
embedded_object "$folder" Surface "$here/Surface.swift" "$@"
cd "$folder"
# Whatever the functions do not reach is left out; what remains of the runtime is made local: a Swift host has its own.
roots=(-u surface_byte_count -u surface_create -u surface_step -u surface_predict)
ld -r --gc-sections "${roots[@]}" Surface.o -o surface.o
# (Names that only what was left out has called are still in its table: they go, too.)
objcopy --wildcard --keep-global-symbol='surface_*' --strip-unneeded surface.o
gcc -O2 -Wl,--gc-sections "$here/main.c" surface.o -o surface
