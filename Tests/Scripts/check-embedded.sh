#!/usr/bin/env bash
# The libraries compile as Embedded Swift, and no step of any kind can reach the heap.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
flags=(-enable-experimental-feature Embedded -wmo -parse-as-library -swift-version 6 -strict-memory-safety
  -warnings-as-errors -enable-experimental-feature BuiltinModule -Xcc -fno-math-errno -I .)

fail() { echo "FAIL $1"; cat log; exit 1; }

# compile MODULE SOURCE... The levels are all steps, and whoever calls them does not see into them: the heap is looked for here.
compile() {
  local module=$1 more=(); shift
  if [ "$module" = MidgeBaseline ]; then more=(-no-allocations); fi
  swiftc "${flags[@]}" "${more[@]}" -module-name "$module" -emit-module -emit-module-path "$module.swiftmodule" \
    -O -c -o "$module.o" "$@" >log 2>&1 || fail "$module does not compile as Embedded Swift"
  echo "ok   $module compiles as Embedded Swift"
}

# Embedded code has one instruction set, the flags': MidgeModel gets the baseline of its levels.
for module in MidgeKernels MidgeCore Midge MidgeBaseline MidgeModel; do
  mapfile -t sources < <(find -L "$root/Sources/$module" -name '*.swift' | sort)
  compile "$module" "${sources[@]}"
done

formats=$root/Sources/MidgeFormats
if [ -d "$formats/ModelFile" ]; then
  mapfile -t sources < <(find "$formats"/{JSON,ModelFile,Text,FormatError.swift} -name '*.swift' | sort)
  compile MidgeFormats "${sources[@]}"
else
  echo "skip MidgeFormats: no ModelFile yet"
fi

# The heap is looked for in the intermediate language, before optimisation: no machine code is needed, and none saves a bad step.
sil() { swiftc "${flags[@]}" -emit-sil -o sil "$@" >log 2>&1; }

sil -no-allocations "$root/Tests/Embedded/Probe.swift" || fail "a step can reach the heap"
grep -q 'everyModel' sil || fail "the probe is empty"
echo "ok   every step compiles with -no-allocations"

sil "$root/Tests/Embedded/MustFail.swift" || fail "MustFail.swift does not compile, and not for its allocation"
! sil -no-allocations "$root/Tests/Embedded/MustFail.swift" || fail "a step that allocates is accepted"
grep -q "allocating operation" log || fail "a step that allocates was refused for another reason"
echo "ok   a step that allocates is refused"
