#!/usr/bin/env bash
# The C library: what it defines, what it weighs, what it does on wrong arguments, what it asks of the heap, with whom it lives together.
# Usage: check-c.sh [MIDGE], a release build by default. Needs gcc, g++, valgrind, qemu-x86_64, pkg-config, rustc and a Python with NumPy
# (MIDGE_PYTHON). What it builds is kept in .build/midge-c.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
midge=$(realpath "${1:-$root/.build/release/midge}")
build=${MIDGE_C_BUILD:-$root/.build/midge-c}
largest=850 # KB that the library may add to a program. Wanted are 256: three levels of 170 to 250 KB, and 160 KB for files and doors, are in the way.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
unset MIDGE_CPU
tests=$root/Tests/C
include=$root/Sources/MidgeC/include
digits=$root/Benchmarks/Data/digits.csv

fail() { echo "FAIL $1"; cat log 2>/dev/null; exit 1; }
ok() { echo "ok   $1"; }
quietly() { "$@" >log 2>&1; }

bash "$root/Tests/Scripts/check-c-build.sh"
quietly bash "$root/Sources/MidgeC/build.sh" "$build" --sanitized || fail "the library does not build"
ok "the library builds"
library=$build/libmidge.a

# ---- What it defines and needs ----
defined=$(nm --defined-only --extern-only "$library" | awk 'NF == 3 {print $3}' | sort)
[ "$defined" = "$(grep -o 'midge_[a-z_]*(' "$include/midge.h" | tr -d '(' | sort -u)" ] ||
  fail "libmidge.a does not define exactly the functions of midge.h: $defined"
[ "$(nm -D --defined-only "$build/libmidge.so" | awk '{print $3}' | sort)" = "$defined" ] || fail "libmidge.so defines something else"
ok "both libraries define the $(wc -l <<<"$defined") functions of midge.h and no other symbol"
# The block and the work on files; the environment; what compilers make of loops and checks; rounding, where a processor has no instruction for it.
allowed='free|posix_memalign|getenv|strlen|mem(cpy|move|set)|__stack_chk_(fail|guard)|_GLOBAL_OFFSET_TABLE_|floorf?|fmaf?'
needed=$(nm -u "$library" | awk 'NF == 2 {print $2}' | sort -u)
surplus=$(grep -Evx "$allowed" <<<"$needed" || true)
[ -z "$surplus" ] || fail "libmidge.a needs $surplus"
surplus=$(nm -D -u "$build/libmidge.so" | awk '{sub(/@.*/, "", $2); print $2}' | grep -Evx "$allowed|__cxa_finalize|__gmon_start__|_ITM_.*" || true)
[ -z "$surplus" ] || fail "libmidge.so needs $surplus"
ok "the libraries need $(tr '\n' ' ' <<<"$needed")of the C library, and nothing else"
! nm "$build"/work/level-*.o | grep ' [WV] ' >/dev/null || fail "a level has weak symbols"

# What is made at its first use is made without a lock here: two threads could see it half made.
! nm "$build"/work/{MidgeC,level-*}.o | grep '_Wz$' >log || fail "something is made at its first use"

registers() { # OBJECT: the widest of xmm, ymm and zmm in its code
  local code
  code=$(objdump -d --no-show-raw-insn "$1")
  for width in zmm ymm xmm; do if grep -q "%$width" <<<"$code"; then echo $width; return; fi; done
}
widths=$(for part in level-Baseline level-V3 level-V4 MidgeC; do registers "$build/work/$part.o"; done | tr '\n' ' ')
[ "$widths" = "xmm ymm zmm xmm " ] || fail "registers of the baseline, v3, v4 and of what is common: $widths"
ok "the baseline, v3, v4 and what is common use $widths"

# ---- Its constants ----
quietly swiftc -enable-experimental-feature Embedded -enable-experimental-feature BuiltinModule -wmo -parse-as-library -swift-version 6 -I "$build/work" \
  -I "$include" "$tests/constants.swift" -o constants || fail "constants.swift does not build"
./constants >found 2>log || { cat found; fail "midge.h has other constants than Midge"; }
# Initializers have no numbers in Midge.
awk '/^enum midge_/ && $2 != "midge_initializer" {name = $2} name {n[name] += gsub(/MIDGE_[A-Z0-9_]+ = /, "")} /};/ {name = ""}
  END {for (name in n) print name, n[name]}' "$include/midge.h" | sort >wanted
sort found | diff - wanted >log || fail "midge.h has more constants than Midge, or fewer (>)"
ok "midge.h has Midge's own numbers for $(awk '{n += $2} END {print n}' found) names"

# ---- What it does ----
for compiler in "gcc -std=c99" "g++ -x c++ -std=c++11" "clang -std=c99"; do
  echo '#include "midge.h"' | quietly $compiler -Wall -Wextra -Wpedantic -Werror -I "$include" -fsyntax-only -x "$([[ $compiler == g++* ]] && echo c++ || echo c)" - ||
    fail "$compiler refuses midge.h"
done
ok "midge.h is C99 and C++"
sources=("$tests"/{main,arguments,handles,training,parameters,models,crafted,scaling}.c)
quietly gcc -std=c11 -O1 -g -Wall -Wextra -Werror -I "$include" "${sources[@]}" "$library" -lm -o c-tests || fail "the tests do not build"
best=$(./c-tests 2>log | sed -n 's/^ran //p') || fail "the tests fail"
[ -n "$best" ] || fail "the tests fail"
ok "the tests pass on $best"
for level in baseline v3 v4; do
  if [ $level = v4 ] && [ "$best" != v4 ]; then continue; fi
  MIDGE_CPU=$level quietly ./c-tests $level || fail "the tests fail on $level"
done
quietly qemu-x86_64 -cpu Nehalem ./c-tests baseline || fail "the tests fail on a processor without AVX"
quietly qemu-x86_64 -cpu Haswell ./c-tests v3 || fail "the tests fail on a processor without AVX-512"
ok "the tests pass on each instruction set, and choose it on emulated processors"
! MIDGE_CPU=v9 quietly ./c-tests || fail "an unknown MIDGE_CPU is taken"
grep -q "MIDGE_CPU names no instruction set: it may be baseline" log || fail "an unknown MIDGE_CPU is refused without its text"
ok "an unknown MIDGE_CPU is refused by name"

MIDGE_CPU=v3 quietly valgrind --error-exitcode=9 --leak-check=full --show-leak-kinds=all ./c-tests v3 || fail "valgrind finds something"
grep -q "ERROR SUMMARY: 0 errors" log || fail "valgrind did not run"
ok "valgrind: $(grep -o 'total heap usage.*' log); no errors, no leaks"
quietly gcc -std=c11 -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -I "$include" "${sources[@]}" "$build/libmidge-sanitized.a" -lm -o c-tests-sanitized ||
  fail "the tests do not build with sanitizers"
ASAN_OPTIONS=detect_leaks=1 quietly ./c-tests-sanitized || fail "a sanitizer finds something"
nm -u "$build/work/MidgeC-sanitized.o" | grep __asan_report_load1 >/dev/null || fail "the sanitized library is not watched"
ok "AddressSanitizer (in the tests and the library, but for its steps) and UndefinedBehaviorSanitizer (in the tests): clean"

quietly gcc -std=c11 -O1 -fno-builtin -I "$include" -I "$root/Sources/AllocationCounter/include" "$tests/allocations.c" "$root/Sources/AllocationCounter/interpose.c" "$library" -lm -o allocations ||
  fail "the allocation test does not build"
for name in $defined; do
  grep -Eq "(ALLOCATES|ALLOCATES_NOTHING|KEEPS)\\(.*\\b$name\\(" "$tests/allocations.c" || fail "allocations.c does not call $name"
done
./allocations || fail "the heap is asked for more than once"

# ---- What it weighs ----
{ echo '#include "midge.h"'; echo 'const void *volatile used;'; echo 'int main(void) {'
  for name in $defined; do echo "#ifdef WITH"; echo "used = (void *)$name;"; echo "#endif"; done; echo 'return 0; }'; } >weight.c
gcc -Os -I "$include" -DWITH weight.c "$library" -lm -Wl,--gc-sections -s -o with
gcc -Os -I "$include" weight.c -Wl,--gc-sections -s -o without
added=$((($(stat -c %s with) - $(stat -c %s without) + 1023) / 1024))
[ $added -le $largest ] || fail "a program with every function of libmidge.a is $added KB larger, $largest are allowed"
ok "a program with every function of libmidge.a is $added KB larger"

# ---- With whom it lives together ----
swift=(swiftc -O -parse-as-library -swift-version 6 -I "$include" "$tests/host.swift")
quietly "${swift[@]}" "$library" -lm -o host-static || fail "a Swift program does not link libmidge.a"
quietly ./host-static || fail "a Swift program with libmidge.a ends with $?"
quietly "${swift[@]}" -L "$build" -lmidge -o host-shared || fail "a Swift program does not link libmidge.so"
LD_LIBRARY_PATH=$build LD_PRELOAD=$build/libmidge.so quietly ./host-shared || fail "a Swift program behind libmidge.so ends with $?"
LD_LIBRARY_PATH=$build ldd host-shared | grep libswiftCore >/dev/null || fail "the Swift program has no Swift runtime: nothing was checked"
ok "an ordinary Swift program runs with libmidge.a in it, and with libmidge.so loaded before the Swift runtime"

# ---- The same bits ----
quietly gcc -std=c11 -O2 -I "$include" "$tests/parity.c" "$library" -lm -o parity || fail "parity.c does not build"
quietly "$midge" train "$digits" --validation 0 --epochs 3 --json --out model || fail "midge train ends with $?"
./parity model "$digits" 3 >found 2>log || fail "the library trains other parameters than midge train"
ok "the library trains the parameters that midge train does, to the bit"

# ---- Installed ----
DESTDIR=$work/root quietly bash "$root/Sources/MidgeC/install.sh" --prefix /opt/midge --build-folder "$build" || fail "it does not install"
[ "$(cd root/opt/midge && find . ! -type d | sort | tr '\n' ' ')" = \
  "./include/midge.h ./lib/libmidge.a ./lib/libmidge.so ./lib/libmidge.so.0 ./lib/pkgconfig/midge.pc " ] || fail "other files are installed"
flags=$(PKG_CONFIG_SYSROOT_DIR=$work/root PKG_CONFIG_PATH=$work/root/opt/midge/lib/pkgconfig pkg-config --cflags --libs --static midge | xargs)
[ "$flags" = "-I$work/root/opt/midge/include -L$work/root/opt/midge/lib -lmidge -lm" ] || fail "pkg-config says $flags"
ok "it installs under a prefix and DESTDIR, and pkg-config finds it there"

# ---- Examples: each trains on the digits, and prints the loss that midge train does ----
bash "$root/Tests/Scripts/check-examples.sh" "$midge" /opt/midge "$work/root"
