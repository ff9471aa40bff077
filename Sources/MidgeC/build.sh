#!/usr/bin/env bash
# Builds libmidge.a and libmidge.so. Usage: build.sh OUTPUT-FOLDER [--sanitized]. What it compiled is kept there, and compiled again when a source, or
# a module that it imports, is newer, and when the list of sources, the flags or the compiler have changed. With --sanitized also libmidge-sanitized.a, in which all but the steps is watched by AddressSanitizer.
#
# Embedded Swift, so that no Swift runtime is needed. (In regular mode the public generic types of the modules would need it, and so would texts and
# arrays.) Each instruction set's code is compiled by itself and made an object of its own, in which nothing but the level's entry points is global: a
# weak function that two levels made would otherwise be one of them for both. The same is then done to the whole, with `midge_*`: a Swift host would
# otherwise use our `swift_retain`.
set -euo pipefail
sources=$(cd "$(dirname "$0")/.." && pwd)
out=$(mkdir -p "${1:?usage: build.sh OUTPUT-FOLDER}" && cd "$1" && pwd)
mkdir -p "$out/work"
cd "$out/work"

machine=$(uname -m)
# The levels of MidgeLevels: a name, and how it is compiled. Baseline is the folder's name for what has no other.
levels=(Baseline)
declare -A march=([V3]=x86-64-v3 [V4]=x86-64-v4)
choice=()
if [ "$machine" = x86_64 ]; then
  levels+=(V3 V4)
  choice=(-D MIDGE_LEVELS)
fi

flags=(-enable-experimental-feature Embedded -enable-experimental-feature BuiltinModule -enable-experimental-feature AddressableParameters -enable-experimental-feature Extern -wmo
  -parse-as-library -swift-version 6 -strict-memory-safety -warnings-as-errors -Xcc -fno-math-errno -Xcc -fPIC
  -Xfrontend -function-sections -I . -I "$sources/MidgeC/include")
# Unrolled loops of copies and remainders are a third of the code, and none of the time.
fast=(-O -Xllvm -unroll-runtime=false -Xllvm -vectorize-loops=false)
# This pass makes copies of blocks in which the pattern of a shuffle is no longer a constant: the compiler of Swift 6.3.1 then crashes.
fast+=(-Xllvm -sil-disable-pass=jumpthread-simplify-cfg)
# Modules that are written into others, and what does not step.
small=(-Osize)

# newer OBJECT SOURCE...: whether the object has to be made.
newer() {
  local object=$1; shift
  [ ! -e "$object" ] || [ -n "$(find -L "$@" "$sources/MidgeC/build.sh" -newer "$object" -print -quit)" ]
}

compiler=$(swiftc --version 2>&1)

# compile MODULE FLAGS... -- SOURCE...
compile() {
  local module=$1 own=() made_of; shift
  while [ "$1" != -- ]; do own+=("$1"); shift; done
  shift
  # A source that is gone is newer than nothing: the list of the last time tells.
  made_of=$(printf '%s\n' "$compiler" "${flags[@]}" "${own[@]}" "$@")
  newer "$module.o" "$@" "${dependencies[@]}" || [ "$made_of" != "$(cat "$module.made-of" 2>/dev/null)" ] || return 0
  swiftc "${flags[@]}" "${own[@]}" -module-name "$module" -emit-module -emit-module-path "$module.swiftmodule" -c -o "$module.o.new" "$@"
  mv "$module.o.new" "$module.o"
  echo "$made_of" >"$module.made-of"
}

swift_files() { find -L "$@" -name '*.swift' | sort; }

dependencies=()
for module in MidgeKernels MidgeCore; do
  mapfile -t files < <(swift_files "$sources/$module")
  compile "$module" -O -- "${files[@]}"
  dependencies+=("$module.o")
done

workers=()
for level in "${levels[@]}"; do
  mapfile -t files < <(swift_files "$sources/MidgeLevels")
  own=("${fast[@]}")
  [ "$level" = Baseline ] || own+=(-D "MIDGE_${level}" -Xcc "-march=${march[$level]}")
  compile "Midge$level" "${own[@]}" -- "${files[@]}" &
  workers+=($!)
done
mapfile -t files < <(swift_files "$sources/MidgeFormats"/{JSON,ModelFile,Text,FormatError.swift})
compile MidgeFormats "${small[@]}" -- "${files[@]}"
for worker in "${workers[@]}"; do wait "$worker"; done

mapfile -t files < <(swift_files "$sources/MidgeModel")
for level in "${levels[@]}"; do dependencies+=("Midge$level.o"); done
compile MidgeModel "${small[@]}" "${choice[@]}" -- "${files[@]}"
dependencies+=(MidgeModel.o MidgeFormats.o "$sources/MidgeC/include")
mapfile -t files < <(swift_files "$sources/MidgeC")
compile MidgeC "${small[@]}" "${choice[@]}" -- "${files[@]}"

# whole NAME PATTERN OBJECT...: one object of several, in which only symbols of a pattern are global.
whole() {
  local name=$1 pattern=$2; shift 2
  ld -r --force-group-allocation -o "$name.joined.o" "$@"
  objcopy --wildcard --keep-global-symbol="$pattern" "$name.joined.o" "$name.o"
  rm "$name.joined.o"
}

parts=()
for level in "${levels[@]}"; do
  whole "level-$level" '*05LevelB0O*FZ' "Midge$level.o"
  parts+=("level-$level.o")
done
whole libmidge 'midge_*' MidgeC.o "${parts[@]}"
archive() { # LIBRARY OBJECT
  objcopy --strip-debug --remove-section=.swift_modhash "$2"
  rm -f "../$1"
  ar rcsD "../$1" "$2"
}
archive libmidge.a libmidge.o
if [ "${2:-}" = --sanitized ]; then
  if newer MidgeC-sanitized.o MidgeC.o; then
    swiftc "${flags[@]}" "${small[@]}" "${choice[@]}" -sanitize=address -module-name MidgeC -c -o MidgeC-sanitized.o "${files[@]}"
  fi
  whole libmidge-sanitized 'midge_*' MidgeC-sanitized.o "${parts[@]}"
  archive libmidge-sanitized.a libmidge-sanitized.o
fi
cc -shared -Wl,-soname,libmidge.so.0 -Wl,--gc-sections -Wl,-z,relro,-z,now -Wl,-z,noexecstack -Wl,--no-undefined \
  -Wl,--whole-archive ../libmidge.a -Wl,--no-whole-archive -lm -o ../libmidge.so.0
ln -sf libmidge.so.0 ../libmidge.so
