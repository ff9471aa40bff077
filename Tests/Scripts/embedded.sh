# To be sourced: how the scripts compile Midge as Embedded Swift, and how they say what went wrong.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
embedded=(-enable-experimental-feature Embedded -enable-experimental-feature BuiltinModule -enable-experimental-feature AddressableParameters -wmo -parse-as-library -swift-version 6
  -Xcc -fno-math-errno -Xfrontend -disable-stack-protector -Xfrontend -function-sections)

fail() { echo "FAIL $1"; [ -z "${2:-}" ] || cat "$2"; exit 1; }

# embedded_midge FOLDER FLAG...: the modules of the typed face, to be imported. Programs take all code from them: no objects are needed. They are
# optimised as $modules_optimised says: programs are least with -Osize, and soonest compiled with -Onone.
modules_optimised=-Osize
embedded_midge() {
  local folder=$1 module; shift
  mkdir -p "$folder"
  for module in MidgeKernels MidgeCore Midge; do
    swiftc "${embedded[@]}" "$@" -I "$folder" -module-name "$module" -emit-module -emit-module-path "$folder/$module.swiftmodule" \
      "$modules_optimised" "$root/Sources/$module"/*.swift >"$folder/log" 2>&1 || fail "$module does not compile with $modules_optimised $*" "$folder/log"
  done
}

# embedded_object FOLDER NAME SOURCE FLAG...: FOLDER/NAME.o of a source that imports the modules in FOLDER.
embedded_object() {
  local folder=$1 name=$2 source=$3; shift 3
  swiftc "${embedded[@]}" "$@" -I "$folder" -module-name "$name" -Osize -c -o "$folder/$name.o" "$source" >"$folder/log" 2>&1 ||
    fail "$source does not compile with $*" "$folder/log"
}
