#!/usr/bin/env python3
"""Checks which module may know which, how long files are, and what the root holds. One line a check; exit 1 if any fails."""
import json, pathlib, re, subprocess, sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
LARGEST_FILE = 300  # lines
LONGER = {"Tests/Scripts/check-interop.py"}  # written before the rule; may shrink, not be joined

# Every module, and those of ours it may import. An arrow that is not here is a design change: see the design's section 3.
ARROWS = {
    "MidgeKernels": set(),
    "MidgeCore": {"MidgeKernels"},
    "Midge": {"MidgeCore", "MidgeKernels"},
    "MidgeFormats": {"MidgeCore", "MidgeKernels"},
    "MidgeModel": {"MidgeCore", "MidgeKernels", "MidgeBaseline", "MidgeV3", "MidgeV4"},
    "MidgeFiles": {"MidgeFormats", "MidgeCore", "MidgeKernels"},
    "MidgeC": {"MidgeModel", "MidgeFormats", "MidgeCore", "MidgeKernels", "MidgeHeader"},
    "MidgeHeader": set(),  # midge.h, as the Swift side of the C library sees it
    "MidgeCommand": {"Midge", "MidgeModel", "MidgeFormats", "MidgeFiles", "MidgeCore", "MidgeKernels", "AllocationCounter", "ProcessProbe",
        "WorkloadInterface", "WorkloadsBaseline", "WorkloadsV3", "WorkloadsV4"},
    "AllocationCounter": set(),
    "ProcessProbe": set(),
    # Targets of Benchmarks: what `midge bench` measures.
    "WorkloadInterface": {"MidgeCore", "ProcessProbe"},
    "WorkloadsBaseline": {"Midge", "MidgeKernels", "WorkloadInterface", "ProcessProbe"},
}
ARROWS["Workloads"] = ARROWS["WorkloadsV3"] = ARROWS["WorkloadsV4"] = ARROWS["WorkloadsBaseline"]
ARROWS["Diagnostics"] = {"Midge", "MidgeCore", "Glibc"}  # Benchmarks/diagnostics.sh compiles it, and no target
# MidgeLevels, one folder in three targets.
for level in ("MidgeLevels", "MidgeBaseline", "MidgeV3", "MidgeV4"):
    ARROWS[level] = {"MidgeCore", "MidgeKernels"}

# Modules that are not ours, and who may import them.
OUTSIDE = {
    "Builtin": {"MidgeKernels"},
    "Glibc": {"MidgeFiles", "MidgeCommand", "MidgeModel", "Diagnostics"},
    "Synchronization": {"MidgeFiles", "MidgeCommand", "MidgeModel"},
    "FoundationEssentials": set(),
    "Foundation": set(),
    "_Builtin_intrinsics": {"MidgeModel"},
}
ROOT_ENTRIES = {"Package.swift", "Sources", "Tests", "Benchmarks", "README.md", "LICENSE"}
IMPORT = re.compile(
    r"^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?"
    r"import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)")

failures = 0


def report(name, faults):
    global failures
    failures += bool(faults)
    print(f"{'FAIL' if faults else 'ok  '} {name}")
    for fault in faults:
        print(f"       {fault}")


def tracked():
    names = subprocess.run(["git", "-C", ROOT, "ls-files", "-z"], check=True, capture_output=True, text=True).stdout
    return [pathlib.PurePath(name) for name in names.split("\0") if name and (ROOT / name).exists()]


def refusal(module, imported):
    """Why a module of ours may not import another module; None if it may."""
    if module not in ARROWS:
        return "is not in ARROWS"
    if imported in ARROWS:
        return None if imported in ARROWS[module] else f"may not import {imported}"
    if imported in OUTSIDE:
        return None if module in OUTSIDE[imported] else f"may not import {imported}"
    return f"imports {imported}, which nobody may"


def check_imports(files):
    faults = []
    for path in files:
        if path.parts[0] not in ("Sources", "Benchmarks") or path.suffix != ".swift":
            continue
        for number, line in enumerate((ROOT / path).read_text().splitlines(), 1):
            match = IMPORT.match(line)
            why = match and refusal(path.parts[1], match[1])
            if why:
                faults.append(f"{path}:{number}: {path.parts[1]} {why}")
    report("imports in Sources follow the arrows", faults)


def check_manifest():
    dump = subprocess.run(["swift", "package", "--package-path", ROOT, "dump-package"], check=True, capture_output=True, text=True)
    package = json.loads(dump.stdout)
    faults = [f"depends on the package {dependency}" for dependency in package["dependencies"]]
    for target in package["targets"]:
        name = target["name"]
        ours = not (target.get("path") or "").startswith("Tests") and target["type"] != "test"
        for dependency in target["dependencies"] if ours else []:
            used = (dependency.get("byName") or dependency.get("target") or ["?"])[0]
            why = refusal(name, used)
            if why:
                faults.append(f"Package.swift: {name} {why}")
        if ours and name not in ARROWS:
            faults.append(f"Package.swift: {name} is not in ARROWS")
    report("targets in Package.swift follow the arrows", faults)
    counters = [
        product["name"] for product in package["products"]
        if "AllocationCounter" in product["targets"]]
    report("no product ships the allocation counter", counters)


def check_lengths(files):
    faults = []
    for path in files:
        if path.parts[0] in ("Sources", "Tests", "Benchmarks") and path.suffix in (".swift", ".c", ".h", ".sh", ".py"):
            count = len((ROOT / path).read_text().splitlines())
            if count > LARGEST_FILE and str(path) not in LONGER:
                faults.append(f"{path}: {count} lines")
    report(f"no file is longer than {LARGEST_FILE} lines", faults)


def check_root(files):
    entries = {path.parts[0] for path in files}
    report("the root holds nothing else", sorted(e for e in entries - ROOT_ENTRIES if not e.startswith(".")))


files = tracked()
check_imports(files)
check_manifest()
check_lengths(files)
check_root(files)
sys.exit(failures > 0)
