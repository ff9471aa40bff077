#!/usr/bin/env python3
"""Disassembles a function and all that it calls, and refuses calls of the Swift runtime: metadata, witnesses, reference counts, heap.

Usage: runtime_calls.py BINARY FUNCTION-NAME
"""
import re, subprocess, sys

# What straight code may call of other libraries. A step needs no more.
HARMLESS = re.compile(r"^(mem(cpy|move|set)|fmaf?|sqrtf?|__stack_chk_fail)$")
# A failed check prints its message and ends the program: not followed.
COLD = "MidgeCore4DoorO4fail"
HEADER = re.compile(r"^[0-9a-f]+ <(.+)>:$")
BRANCH = re.compile(r"\s(?:call|jmp|bl|b)[a-z.]*\s+(?:[0-9a-f]+\s+<([^>+]+)(?:\+0x[0-9a-f]+)?>|(\*.*|%.*))$")
INDIRECT = re.compile(r"\s(?:callq?|blr)\s+(\*\S+|x\d+)")

binary, name = sys.argv[1:]
text = subprocess.run(["objdump", "-d", "--no-show-raw-insn", binary], check=True, capture_output=True, text=True).stdout
bodies, current = {}, None
for line in text.splitlines():
    header = HEADER.match(line)
    if header:
        current = bodies.setdefault(header[1], [])
    elif current is not None and line:
        current.append(line)

roots = [symbol for symbol in bodies if f"{len(name)}{name}" in symbol]
if not roots:
    sys.exit(f"FAIL {binary} has no function {name}")

seen, waiting, faults, instructions = set(roots), list(roots), [], 0
while waiting:
    symbol = waiting.pop()
    instructions += len(bodies[symbol])
    for line in bodies[symbol]:
        if INDIRECT.search(line):
            faults.append(f"{symbol}: a call through a pointer: {line.split(chr(9))[-1]}")
        match = BRANCH.search(line)
        target = match and match[1]
        if not target or target in seen or COLD in target:
            continue
        seen.add(target)
        library = target.removesuffix("@plt")
        if library != target or target not in bodies:
            if not HARMLESS.match(library.split("@")[0]):
                faults.append(f"{symbol} calls {library}")
        elif library.startswith(("swift_", "__swift_")) or library.endswith("Ma"):
            faults.append(f"{symbol} calls {library}")
        else:
            waiting.append(target)

print(f"{'FAIL' if faults else 'ok  '} {name} and what it calls ({len(seen)} functions, {instructions} instructions) never call the runtime")
for fault in faults:
    print(f"       {fault}")
sys.exit(bool(faults))
