#!/usr/bin/env bash
# Builds and installs libmidge.a, libmidge.so, midge.h and midge.pc.
# Usage: install.sh [--prefix /usr/local] [--libdir PREFIX/lib] [--build-folder FOLDER]; DESTDIR in front of all paths. A --libdir that is not absolute
# lies under the prefix.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
prefix=/usr/local libdir= build=$here/../../.build/midge-c
while [ $# -gt 0 ]; do
  case "$1" in
    --prefix) prefix=${2:?--prefix needs a path}; shift 2 ;;
    --libdir) libdir=${2:?--libdir needs a path}; shift 2 ;;
    --build-folder) build=${2:?--build-folder needs a path}; shift 2 ;;
    -h | --help) sed -n '2,4s/^# //p' "$0"; exit 0 ;;
    *) echo "install.sh: unknown argument $1; see --help" >&2; exit 2 ;;
  esac
done
case "$prefix" in /*) ;; *) echo "install.sh: --prefix $prefix: an absolute path is needed" >&2; exit 2 ;; esac
case "$libdir" in
  "") libdir=$prefix/lib ;;
  /*) ;;
  *) libdir=$prefix/$libdir ;;
esac
# What sed, pkg-config or a shell would take for something else.
if [[ $prefix$libdir = *[[:space:]\"\'\\\$\|\&]* ]]; then
  echo "install.sh: $prefix, $libdir: a path in midge.pc cannot have spaces, quotes, or any of \\ \$ | &" >&2
  exit 2
fi
command -v swiftc >/dev/null || { echo "install.sh: swiftc is not on the PATH; install Swift 6.3" >&2; exit 1; }

"$here/build.sh" "$build"
version=$(sed -n 's/^#define MIDGE_VERSION "\(.*\)"/\1/p' "$here/include/midge.h")
root=${DESTDIR:-}
install -d "$root$prefix/include" "$root$libdir/pkgconfig"
install -m 644 "$here/include/midge.h" "$root$prefix/include/midge.h"
install -m 644 "$build/libmidge.a" "$root$libdir/libmidge.a"
install -m 755 "$build/libmidge.so.0" "$root$libdir/libmidge.so.0"
ln -sf libmidge.so.0 "$root$libdir/libmidge.so"
sed -e "s|@PREFIX@|$prefix|" -e "s|@LIBDIR@|$libdir|" -e "s|@VERSION@|$version|" "$here/midge.pc.in" >"$root$libdir/pkgconfig/midge.pc"
echo "midge $version: installed in $root$prefix"
