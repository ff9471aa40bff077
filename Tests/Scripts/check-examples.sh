#!/usr/bin/env bash
# Builds and runs the examples against an installed library: each must print the loss that `midge train` does.
# Usage: check-examples.sh MIDGE PREFIX [DESTDIR]. Needs gcc, g++, pkg-config, cargo, and a Python with NumPy (MIDGE_PYTHON).
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
midge=$1 prefix=$2 destination=${3:-}
examples=$root/Tests/Examples
digits=$root/Benchmarks/Data/digits.csv
python=${MIDGE_PYTHON:-python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
libraries=$destination$prefix/lib
export PKG_CONFIG_PATH=$libraries/pkgconfig LD_LIBRARY_PATH=$libraries
if [ -n "$destination" ]; then export PKG_CONFIG_SYSROOT_DIR=$destination; fi
fail() { echo "FAIL $1"; cat log 2>/dev/null; exit 1; }

"$midge" train "$digits" --validation 0 --epochs 20 --json --out model >log 2>&1 || fail "midge train ends with $?"
expected=$(python3 -c 'import json, sys
for line in open("log"):
    if line.startswith("{\"event\":\"done\""): print(json.loads(line)["loss"])')
[ -n "$expected" ] || fail "midge train prints no loss"

sed -e '3s/,[^,]*,[^,]*$//' -e 50q "$digits" >ragged.csv

# prints NAME COMMAND...: the loss; and it refuses a table with a short row.
prints() {
  local name=$1 found; shift
  "$@" "$digits" 20 >out 2>log || fail "the example in $name ends with $?"
  found=$(sed -n 's/^loss //p' out)
  python3 -c 'import sys; sys.exit(float(sys.argv[1]) != float(sys.argv[2]))' "$found" "$expected" 2>>log ||
    fail "the example in $name prints the loss '$found', midge train $expected"
  echo "ok   the example in $name prints the loss of midge train: $found"
  # A row without its last cells.
  if "$@" ragged.csv 1 >out 2>log; then fail "the example in $name takes a ragged table"; else found=$?; fi
  [ "$found" = 1 ] && grep -Eiq "column" log || fail "the example in $name ends with $found, and does not say what is wrong with a ragged table"
}

gcc -std=c99 -Wall -Wextra -Werror "$examples/C/digits.c" $(pkg-config --cflags --libs midge) -o digits-c >log 2>&1 || fail "the example in C does not build"
prints C ./digits-c
g++ -std=c++17 -Wall -Wextra -Werror "$examples/CPlusPlus/digits.cpp" $(pkg-config --cflags --libs midge) -o digits-cpp >log 2>&1 ||
  fail "the example in C++ does not build"
prints C++ ./digits-cpp
prints Python env PYTHONDONTWRITEBYTECODE=1 "$python" "$examples/Python/digits.py"
"$python" "$root/Tests/Scripts/check-python-example.py" "$examples/Python" "$destination$prefix/include/midge.h"
cp -r "$examples/Rust" rust
MIDGE_LIB=$libraries cargo build -q --release --offline --manifest-path rust/Cargo.toml --target-dir cargo >log 2>&1 || fail "the example in Rust does not build"
prints Rust cargo/release/digits
