#!/usr/bin/env bash
# A program that depends on Midge by git tag builds, learns, steps without calling the Swift runtime, and is not slow when debugged.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
slowest_debug=10 # times release: an unspecialised step is 300 times slower

git clone -q --no-local "$root" "$work/Midge" 2>"$work/log" || { cat "$work/log"; exit 1; }
git -C "$work/Midge" -c user.name=check -c user.email=check@localhost tag 0.0.1
mkdir -p "$work/client/Sources/Client"
cp "$root/Tests/Client/main.swift" "$work/client/Sources/Client/"
cat >"$work/client/Package.swift" <<END
// swift-tools-version: 6.3
import PackageDescription
let package = Package(
  name: "Client",
  dependencies: [.package(url: "file://$work/Midge", exact: "0.0.1")],
  targets: [
    .executableTarget(name: "Client", dependencies: [.product(name: "Midge", package: "Midge")])
  ])
END
cd "$work/client"

build() { # CONFIGURATION
  swift build -c "$1" >"$work/log" 2>&1 || { echo "FAIL the $1 client does not build"; cat "$work/log"; exit 1; }
  .build/"$1"/Client >"$work/log" 2>&1 || { echo "FAIL the $1 client does not learn"; cat "$work/log"; exit 1; }
  echo "ok   the $1 client builds from the tag and learns: $(cat "$work/log")"
}
nanoseconds() { # CONFIGURATION STEPS
  .build/"$1"/Client "$2" | sed 's/[^0-9]*//'
}

build release
python3 "$root/Tests/Scripts/runtime_calls.py" .build/release/Client trainXOR
build debug
fast=$(nanoseconds release 2000) slow=$(nanoseconds debug 20)
message="16-64-64-4, batch 32, Adam: $fast ns a step in release, $slow in debug"
if [ "$slow" -gt $((slowest_debug * fast)) ]; then echo "FAIL $message"; exit 1; fi
echo "ok   $message"
