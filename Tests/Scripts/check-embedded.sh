#!/usr/bin/env bash
# The libraries compile as Embedded Swift, and no step of any kind can reach the heap. Nothing is optimised: what Embedded Swift refuses,
# and the heap, are looked for before optimisation, and unoptimised modules are a tenth of the work to instantiate.
set -euo pipefail
source "$(dirname "$0")/embedded.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
flags=("${embedded[@]}" -strict-memory-safety -warnings-as-errors -I .)
probe=$root/Tests/Embedded/Probe.swift

# Every type that can stand in a trainer, and every case of the closed kinds, is named in the probe.
missing=()
for protocol in Layer DescribedLayer ActivationLayer LossFunction Optimizer TilePlan; do
  mapfile -t names < <(grep -rhoE "^public (struct|enum) \w+(<.*>)?: $protocol\b" "$root"/Sources/Midge{Kernels,Core,} | awk '{ sub(/[<:].*/, "", $3); print $3 }')
  [ ${#names[@]} -gt 0 ] || fail "no type is $protocol: the probe would not miss one"
  for name in "${names[@]}"; do grep -qw "$name" "$probe" || missing+=("$name"); done
done
[ ${#missing[@]} = 0 ] || fail "Tests/Embedded/Probe.swift lacks ${missing[*]}"
! grep -nE '(default|case _):|@unknown' "$probe" || fail "a switch of the probe is not exhaustive: a new case would go unseen"
echo "ok   the probe names every layer, activation, loss, optimizer and plan of tiles"

# compile MODULE SOURCE... The levels are all steps, and whoever calls them does not see into them: the heap is looked for here.
compile() {
  local module=$1 more=(); shift
  if [ "$module" = MidgeBaseline ]; then more=(-no-allocations); fi
  swiftc "${flags[@]}" "${more[@]}" -module-name "$module" -emit-module -emit-module-path "$module.swiftmodule" \
    -Onone -c -o "$module.o" "$@" >"$module.log" 2>&1 || fail "$module does not compile as Embedded Swift" "$module.log"
  echo "ok   $module compiles as Embedded Swift"
}

# sources FOLDER...: links followed.
sources() { find -L "$@" -name '*.swift' | sort; }

# Embedded code has one instruction set, the flags': MidgeModel gets the baseline of its levels.
for module in MidgeKernels MidgeCore Midge MidgeBaseline MidgeModel; do
  mapfile -t files < <(sources "$root/Sources/$module")
  compile "$module" "${files[@]}"
done
mapfile -t files < <(sources "$root"/Sources/MidgeFormats/{JSON,ModelFile,Text,FormatError.swift})
compile MidgeFormats "${files[@]}" &
formats=$!

# The heap is looked for in the intermediate language: no machine code is needed.
sil() { swiftc "${flags[@]}" -emit-sil -o "$1" "${@:2}" >"$1.log" 2>&1; }

sil probe -no-allocations "$probe" || fail "a step can reach the heap, or the probe lacks a case" probe.log
for function in everyKind everyActivation everyLoss everyRule everythingTuned everyInitializer everyArithmetic everyModel everyFit; do
  grep -q "$function" probe || fail "the probe lacks $function"
done
echo "ok   every step compiles with -no-allocations"

sil allowed "$root/Tests/Embedded/MustFail.swift" || fail "MustFail.swift does not compile, and not for its allocation" allowed.log
! sil refused -no-allocations "$root/Tests/Embedded/MustFail.swift" || fail "a step that allocates is accepted"
grep -q "allocating operation" refused.log || fail "a step that allocates was refused for another reason" refused.log
echo "ok   a step that allocates is refused"
wait $formats
