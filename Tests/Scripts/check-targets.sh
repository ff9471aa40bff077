#!/usr/bin/env bash
# The same training on other machines: parameters equal, bit by bit, to those of x86-64-v3. Each is emulated: qemu-aarch64, qemu-arm and
# qemu-riscv64 with the C libraries of their cross compilers, node for WebAssembly, qemu-system-arm for a Cortex-M4F without an operating system.
set -euo pipefail
script=$(realpath "$0")
source "$(dirname "$script")/embedded.sh"
sources=$root/Tests/Embedded

# modules NAME FLAG...: Midge and Bits.swift for a processor, in the folder NAME. Its bits count, not its size: modules are as they are soonest compiled.
modules() {
  local name=$1 modules_optimised=-Onone; shift
  embedded_midge "$name" "$@"
  embedded_object "$name" Bits "$sources/Bits.swift" "$@"
}

# hosted NAME CC...: a program of a C compiler with a C library.
hosted() {
  local name=$1; shift
  "$@" -O1 -static -I . "$sources"/bits{,_main}.c "$name/Bits.o" -Wl,--gc-sections -lm -o "$name/bits" >"$name/log" 2>&1 ||
    fail "$name does not link" "$name/log"
}

# runs NAME COMMAND...
runs() {
  local name=$1 code=0; shift
  "$@" >"$name/output" 2>"$name/log" || code=$?
  [ $code = 0 ] || fail "$name has not learned: it ended with $code" <(cat "$name/output" "$name/log")
  echo "ok   $name trains (${SECONDS}s)"
}

x86() {
  local flags=(-Xcc -march=x86-64-v3) run=()
  modules x86-64-v3 "${flags[@]}"
  hosted x86-64-v3 gcc
  grep -qw avx2 /proc/cpuinfo && grep -qw fma /proc/cpuinfo || run=(qemu-x86_64 -cpu Haswell)
  runs x86-64-v3 "${run[@]}" x86-64-v3/bits
  embedded_object x86-64-v3 Iris "$sources/Iris.swift" "${flags[@]}"
  gcc -O1 -static -I . "$sources/iris_main.c" x86-64-v3/Iris.o -Wl,--gc-sections -lm -o x86-64-v3/iris >x86-64-v3/log 2>&1 || fail "iris does not link" x86-64-v3/log
  "${run[@]}" x86-64-v3/iris >x86-64-v3/iris.txt || fail "x86-64-v3 has not learned iris" x86-64-v3/iris.txt
}

arm64() {
  modules arm64 -target aarch64-none-none-elf -Xcc -march=armv8-a
  hosted arm64 aarch64-linux-gnu-gcc
  runs arm64 qemu-aarch64 arm64/bits
}

arm32() {
  modules arm32 -target armv7-none-none-eabi -Xcc -mcpu=cortex-a7 -Xcc -mfpu=vfpv4 -Xcc -mfloat-abi=hard
  hosted arm32 arm-linux-gnueabihf-gcc
  runs arm32 qemu-arm arm32/bits
}

riscv64() {
  modules riscv64 -target riscv64-none-none-eabi -Xcc -march=rv64gc -Xcc -mabi=lp64d
  hosted riscv64 riscv64-linux-gnu-gcc
  runs riscv64 qemu-riscv64 riscv64/bits
}

wasm() {
  modules wasm -target wasm32-unknown-none-wasm -Xcc -msimd128
  local source
  for source in bits bits_wasm; do
    clang --target=wasm32 -O1 -ffreestanding -I . -c "$sources/$source.c" -o "wasm/$source.o" >wasm/log 2>&1 || fail "$source.c does not compile for wasm" wasm/log
  done
  wasm-ld --no-entry --gc-sections --strip-all -z stack-size=131072 wasm/{Bits,bits,bits_wasm}.o -o wasm/bits.wasm >wasm/log 2>&1 || fail "wasm does not link" wasm/log
  runs wasm node "$sources/bits.mjs" wasm/bits.wasm
}

cortex() {
  local cpu=(-mcpu=cortex-m4 -mfloat-abi=hard -mfpu=fpv4-sp-d16) flags=(-target armv7em-none-none-eabi) flag
  for flag in "${cpu[@]}"; do flags+=(-Xcc "$flag"); done
  embedded_midge cortex-m4f "${flags[@]}"
  embedded_object cortex-m4f Iris "$sources/Iris.swift" "${flags[@]}"
  arm-none-eabi-gcc "${cpu[@]}" -mthumb -Os -ffreestanding -nostartfiles -I . "$sources/cortex_m.c" cortex-m4f/Iris.o -T "$sources/cortex_m.ld" \
    -Wl,--gc-sections,--no-warn-rwx-segments -lm -o cortex-m4f/image.elf >cortex-m4f/log 2>&1 || fail "cortex-m4f does not link" cortex-m4f/log
  runs cortex-m4f timeout 60 qemu-system-arm -M mps2-an386 -display none -serial null -monitor null \
    -chardev stdio,id=console -semihosting-config enable=on,target=native,chardev=console -kernel cortex-m4f/image.elf
  arm-none-eabi-size cortex-m4f/image.elf
}

if [ "${1:-}" = --in ]; then
  cd "$2"
  "$3"
  exit
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
# 203 rows: batches of 32 leave one of 11.
sed -n '2,204s/$/,/p' "$root/Benchmarks/Data/digits.csv" >digits.inc
awk -F, 'NR > 1 && NR % 3 == 2 { if (!($5 in species)) species[$5] = count++
  printf "%d,%d,%d,%d,%d,\n", $1 * 10 + 0.5, $2 * 10 + 0.5, $3 * 10 + 0.5, $4 * 10 + 0.5, species[$5] }' \
  "$root/Benchmarks/Data/iris.csv" >iris.inc

# Two at a time, as there are cores.
printf '%s ' x86 arm64 arm32 riscv64 wasm cortex | xargs -n 1 -P 2 bash "$script" --in "$work"
cat x86-64-v3/output x86-64-v3/iris.txt
for target in arm64 arm32 riscv64 wasm; do
  cmp x86-64-v3/output "$target/output" || fail "$target does not give the bits of x86-64-v3" "$target/output"
  echo "ok   $target gives the bits of x86-64-v3"
done
cmp x86-64-v3/iris.txt cortex-m4f/output || fail "cortex-m4f does not give the bits of x86-64-v3" cortex-m4f/output
echo "ok   cortex-m4f gives the bits of x86-64-v3"
