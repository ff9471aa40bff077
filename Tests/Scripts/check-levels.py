#!/usr/bin/env python3
"""Checks what the levels of the typed workloads were compiled to. Usage: check-levels.py [BUILD-FOLDER], a release build by default."""
import pathlib, re, subprocess, sys

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
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


def readable(symbol):
    return run("swift", "demangle", "--simplified", "--compact", symbol).strip()


def objects(level):
    found = sorted((BUILD / f"Workloads{level}.build").glob("*.o"))
    return [str(path) for path in found] or sys.exit(f"FAIL {BUILD} has no objects of Workloads{level}: build for release first")


def weak_functions(level):
    rows = [line.split() for path in objects(level) for line in run("readelf", "-sW", path).splitlines()]
    return {row[7] for row in rows if len(row) > 7 and row[3] == "FUNC" and row[4] == "WEAK" and row[6] != "UND"}


def functions(level):
    """The instructions of every function, relocations among them."""
    found, current = {}, []
    for path in objects(level):
        for line in run("objdump", "-dr", "--no-show-raw-insn", path).splitlines():
            header = HEADER.match(line)
            if header:
                current = found.setdefault(header[1], [])
            elif "\t" in line:
                current.append(line.split("\t", 1)[1])
    return found


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
    path = next(path for path in objects(level) if "Peak.swift" in path)
    lines, inside = [], False
    for line in run("objdump", "-d", "--no-show-raw-insn", path).splitlines():
        header = HEADER.match(line)
        inside = "multiplyAddPeak" in header[1] if header else inside
        lines += [line] if inside and ":\t" in line else []
    return innermost_loop(lines)


weak = {level: weak_functions(level) for level in LEVELS}
shared = {symbol for a in LEVELS for b in LEVELS if a < b for symbol in weak[a] & weak[b]}
report("no weak function is shared between levels", [readable(symbol) for symbol in sorted(shared)])

for level, (register, operation) in LEVELS.items():
    code = functions(level)
    text = "\n".join(line for body in code.values() for line in body)
    wider = [width for width in WIDTHS[WIDTHS.index(register) + 1:] if f"%{width}" in text]
    report(f"{level} uses {register}, and nothing wider", wider + ([] if f"%{register}" in text else [f"no {register}"]))

    loop = peak_loop(level)
    sums = [line for line in loop if re.match(operation, line)]
    faults = [line for line in loop if line not in sums and not re.match(r"(dec|add|sub|inc|cmp)\w*\s+[$%]", line)]
    faults += [line for line in sums if "(" in line or f"%{register}" not in line]
    report(f"{level}'s peak loop is {len(sums)} multiplications and additions in registers", faults or ([] if len(sums) >= 12 else ["too few"]))

    # The loops are in closures of `workload`; what they call is the trainer's.
    loops = {name: body for name, body in code.items() if "8workload___" in name and re.search(r"(ySic|MutableSpan\w*c)fU", name)}
    faults = []
    for name, body in loops.items():
        for line in body:
            if re.match(r"call\s+\*", line) or re.search(r"R_X86_64_(PLT32|GOTPCREL\w*)\s+swift_(?!release|retain|dealloc)", line):
                faults.append(f"{line.strip()} in {readable(name)}")
    report(f"{level}'s {len(loops)} loops over steps are specialised, and call nothing by pointer", faults or ([] if loops else ["none found"]))

sys.exit(failures > 0)
