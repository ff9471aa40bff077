#!/usr/bin/env python3
"""Checks what the levels of an instruction set were compiled to: the run-time face's code (MidgeV3, ...) and the typed workloads of
`midge bench` (WorkloadsV3, ...). Usage: check-levels.py [BUILD-FOLDER], a release build by default."""
import json, pathlib, re, subprocess, sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / ".build/release"
# A level's widest registers, and how one multiply-add of its peak loop is spelled.
LEVELS = {"Baseline": ("xmm", r"(mulps|addps)"), "V3": ("ymm", r"vfmadd\d+ps"), "V4": ("zmm", r"vfmadd\d+ps")}
WIDTHS = ["xmm", "ymm", "zmm"]
HEADER = re.compile(r"^[0-9a-f]+ <(.+)>:$")
failures = 0


def report(name, faults):
    global failures
    failures += bool(faults)
    print(f"{'FAIL' if faults else 'ok  '} {name}")
    for fault in faults[:10]:
        print(f"       {fault[:300]}")


def run(*words):
    return subprocess.run(words, check=True, capture_output=True, text=True, errors="replace").stdout


def readable(symbol):
    return run("swift", "demangle", "--simplified", "--compact", symbol).strip()


def objects(module):
    """Of the sources that there are: objects of sources that were renamed stay behind in a build folder."""
    folder = BUILD / f"{module}.build"
    names = json.loads((folder / "output-file-map.json").read_text()) if folder.exists() else {}
    found = {entry["object"] for source, entry in names.items() if source and pathlib.Path(entry.get("object", "")).is_file()}
    return sorted(found)


def weak_functions(module):
    rows = [line.split() for path in objects(module) for line in run("readelf", "-sW", path).splitlines()]
    return {row[7] for row in rows if len(row) > 7 and row[3] == "FUNC" and row[4] == "WEAK" and row[6] != "UND"}


def functions(module):
    """The instructions of every function, relocations among them."""
    found, current = {}, []
    for path in objects(module):
        for line in run("objdump", "-dr", "--no-show-raw-insn", path).splitlines():
            header = HEADER.match(line)
            if header:
                current = found.setdefault(header[1], [])
            elif "\t" in line:
                current.append(line.split("\t", 1)[1])
    return found


def outside_calls(code, allowed):
    """Calls by pointer, and of the Swift runtime but for what matches `allowed`."""
    return [
        f"{line.strip()} in {readable(name)}" for name, body in code.items() for line in body
        if re.match(r"call\s+\*", line) or re.search(rf"R_X86_64_(PLT32|GOTPCREL\w*)\s+swift_(?!{allowed})", line)]


def innermost_loop(lines):
    """The longest stretch between a conditional jump back and where it goes, of a listing with addresses."""
    best, places = [], {}
    for index, line in enumerate(lines):
        address, _, text = line.partition(":")
        places[address.strip()] = index
        jump = re.match(r"\s+j[a-z]+\s+([0-9a-f]+) <", text)
        if jump and jump[1] in places and index - places[jump[1]] > len(best):
            best = lines[places[jump[1]]:index]
    return [line.partition(":")[2].split("#")[0].strip() for line in best]


def peak_loop(level):
    path = next(path for path in objects(f"Workloads{level}") if "Peak.swift" in path)
    lines, inside = [], False
    for line in run("objdump", "-d", "--no-show-raw-insn", path).splitlines():
        header = HEADER.match(line)
        inside = "multiplyAddPeak" in header[1] if header else inside
        lines += [line] if inside and ":\t" in line else []
    return innermost_loop(lines)


def check_weak_functions():
    """The linker keeps one of the functions of a name: a processor must not get those of a level that it lacks."""
    code = {level: {f"Midge{level}", f"Workloads{level}"} for level in LEVELS}
    ours = set().union(*code.values())
    modules = {path.parent.name.removesuffix(".build") for path in BUILD.glob("*.build/output-file-map.json")}
    weak = {module: weak_functions(module) for module in modules | ours}
    for level in ("V3", "V4"):
        mine = set().union(*(weak[module] for module in code[level]))
        shared = [
            f"{readable(symbol)} with {module}" for module in sorted(weak.keys() - code[level]) for symbol in sorted(mine & weak[module])]
        report(f"no weak function of {level}'s is shared with other code", shared)


def check_registers(level, module):
    register = LEVELS[level][0]
    text = "\n".join(line for body in functions(module).values() for line in body)
    wider = [width for width in WIDTHS[WIDTHS.index(register) + 1:] if f"%{width}" in text]
    report(f"{module} uses {register}, and nothing wider", wider + ([] if f"%{register}" in text else [f"no {register}"]))


def check_entries(level):
    """The run-time face's functions of a level. Only `epoch` calls by pointer: the caller's closure."""
    module = f"Midge{level}"
    code = {name: body for name, body in functions(module).items() if "5epoch" not in name and "Level" in name}
    libm = [
        f"{line.strip()} in {readable(name)}" for name, body in code.items() for line in body
        if re.search(r"R_X86_64_(PLT32|GOTPCREL\w*)\s+(fmaf?|sqrtf?|expf?|logf?|tanhf?|rintf?|floorf?)\b", line)]
    faults = outside_calls(code, "(?!)") + libm
    report(f"{module} calls nothing by pointer, nothing of the runtime and nothing of libm", faults or ([] if code else ["none found"]))


def check_dispatch():
    names = r"s10MidgeModel0B(7Trainer|9Predictor)V(4step|10accumulate|5apply|7predict|13probabilities)"
    code = {name: body for name, body in functions("MidgeModel").items() if re.search(names, name)}
    faults = outside_calls(code, "(?!)")
    called = {level for level in LEVELS for body in code.values() for line in body if re.search(rf"s\d+Midge{level}\d", line)}
    faults += [f"{level} is never called" for level in LEVELS if level not in called]
    report(f"the run-time face's {len(code)} calls of a step or a prediction go straight to a level", faults)


def check_peak(level):
    register, operation = LEVELS[level]
    loop = peak_loop(level)
    sums = [line for line in loop if re.match(operation, line)]
    faults = [line for line in loop if line not in sums and not re.match(r"(dec|add|sub|inc|cmp)\w*\s+[$%]", line)]
    faults += [line for line in sums if "(" in line or f"%{register}" not in line]
    report(f"{level}'s peak loop is {len(sums)} multiplications and additions in registers", faults or ([] if len(sums) >= 12 else ["too few"]))


def check_loops(level):
    """The loops of workloads are in closures of `workload`; what they call is the trainer's."""
    code = functions(f"Workloads{level}")
    loops = {name: body for name, body in code.items() if "8workload___" in name and re.search(r"(ySic|MutableSpan\w*c)fU", name)}
    faults = outside_calls(loops, "release|retain|dealloc")
    report(f"{level}'s {len(loops)} loops over steps are specialised, and call nothing by pointer", faults or ([] if loops else ["none found"]))


for level in LEVELS:
    for module in (f"Midge{level}", f"Workloads{level}"):
        if not objects(module):
            sys.exit(f"FAIL {BUILD} has no objects of {module}: build for release first")
check_weak_functions()
for level in LEVELS:
    for module in (f"Midge{level}", f"Workloads{level}"):
        check_registers(level, module)
    check_entries(level)
    check_peak(level)
    check_loops(level)
check_dispatch()
sys.exit(failures > 0)
