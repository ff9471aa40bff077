#!/usr/bin/env bash
# build.sh and install.sh of the C library, with tools that only note what they were asked for: what is compiled again, and where things are put.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "FAIL $1"; cat "$work/log" 2>/dev/null; exit 1; }

mkdir "$work/tools" "$work/Sources"
cp -r "$root"/Sources/{MidgeKernels,MidgeCore,MidgeLevels,MidgeFormats,MidgeModel,MidgeC} "$work/Sources"
cat >"$work/tools/swiftc" <<'TOOL'
#!/usr/bin/env bash
tool=$(basename "$0")
if [ "$tool $1" = "swiftc --version" ]; then cat "$(dirname "$0")/version"; exit; fi
case "$tool" in ar) touch "$2" ;; objcopy) touch "${!#}" ;; esac
while [ $# -gt 0 ]; do
  case "$1" in
    -o | -emit-module-path) touch "$2"; shift ;;
    -module-name) echo "$2" >>"$(dirname "$0")/compiled"; shift ;;
  esac
  shift
done
TOOL
chmod +x "$work/tools/swiftc"
for tool in ld objcopy ar cc; do ln -s swiftc "$work/tools/$tool"; done
echo "Swift 1" >"$work/tools/version"
export PATH=$work/tools:$PATH

# compiles WHY MODULE...: what build.sh compiles now, in any order.
compiles() {
  local why=$1 found; shift
  : >"$work/tools/compiled"
  (cd "$work" && bash Sources/MidgeC/build.sh out) >"$work/log" 2>&1 || fail "build.sh ends with $? $why"
  [ ! -s "$work/log" ] || fail "build.sh complains $why"
  found=$(sort "$work/tools/compiled" | tr '\n' ' ')
  [ "$found" = "$(printf '%s\n' "$@" | sort | tr '\n' ' ' | sed 's/^ $//')" ] || fail "$why, build.sh compiles '$found', not '$*'"
}
levels=(MidgeBaseline)
[ "$(uname -m)" != x86_64 ] || levels+=(MidgeV3 MidgeV4)
all=(MidgeKernels MidgeCore MidgeFormats "${levels[@]}" MidgeModel MidgeC)
compiles "at first" "${all[@]}"
compiles "again" ""
rm "$work/Sources/MidgeModel/ModelMemory.swift"
compiles "without a source of MidgeModel" MidgeModel MidgeC
rm "$work/Sources/MidgeFormats/Text/Excerpt.swift"
compiles "without a source of MidgeFormats" MidgeFormats MidgeC
touch "$work/Sources/MidgeC/include/midge.h"
compiles "with another midge.h" MidgeC
touch "$work/Sources/MidgeFormats/CSV/CSVRows.swift"
compiles "with another source that the library does not have" ""
touch "$work/Sources/MidgeLevels/Level.swift"
compiles "with other levels" "${levels[@]}" MidgeModel MidgeC
rm "$work/Sources/MidgeKernels/Transpose.swift"
compiles "without a source of MidgeKernels" "${all[@]}"
echo "Swift 2" >"$work/tools/version"
compiles "with another compiler" "${all[@]}"
touch "$work/Sources/MidgeC/build.sh"
compiles "with another build.sh" "${all[@]}"
echo "ok   build.sh compiles again what has changed, what imports it, and nothing else"

install=("$work/Sources/MidgeC/install.sh" --build-folder "$work/out")
# installs WHERE ARGUMENT...: the folder of the libraries, as files and as midge.pc names it.
installs() {
  local libraries=$1; shift
  rm -rf "$work/root"
  (cd "$work" && DESTDIR=$work/root bash "${install[@]}" "$@") >"$work/log" 2>&1 || fail "install.sh $* ends with $?"
  [ -e "$work/root$libraries/libmidge.a" ] && [ -e "$work/root$libraries/libmidge.so" ] || fail "install.sh $* does not put the libraries into $libraries"
  grep -qx "libdir=$libraries" "$work/root$libraries/pkgconfig/midge.pc" || fail "midge.pc names another folder than $libraries"
}
installs /opt/midge/lib --prefix /opt/midge
installs /usr/local/lib64 --libdir lib64
installs /opt/midge/lib/x86_64-linux-gnu --prefix /opt/midge --libdir lib/x86_64-linux-gnu
installs /srv/lib --prefix /opt/midge --libdir /srv/lib
rm -rf "$work/root"
for path in 'o p' 'o|p' 'o&p' 'o$p' "o'p" 'o"p' 'o\p'; do
  for option in "--prefix=/$path" "--libdir=$path"; do
    if DESTDIR=$work/root bash "${install[@]}" "${option%%=*}" "${option#*=}" >"$work/log" 2>&1; then found=0; else found=$?; fi
    [ $found = 2 ] && grep -q "midge.pc cannot have" "$work/log" || fail "install.sh ${option/=/ } ends with $found"
  done
done
if DESTDIR=$work/root bash "${install[@]}" --prefix usr >"$work/log" 2>&1; then fail "install.sh takes a prefix that is not absolute"; fi
[ ! -e "$work/root" ] || fail "install.sh has installed what it refused"
echo "ok   install.sh puts the libraries where --prefix and --libdir say, or refuses"
