#!/usr/bin/env python3
"""Lets the linker drop what nothing calls. Usage: release_sections.py OUTPUT-FOLDER OBJECT..., prints the new objects' paths.

Swift marks its records of types and conformances as sections to keep, and with them all generic functions, though programs only call specialised ones.
The two kinds named here are read by casts alone. Modules that do not cast can do without: copies of their objects get the records under
names of ordinary data, without the mark. (The names of types, swift5_typeref, must stay where they are: the runtime reads them for generic types.)"""
import pathlib, struct, subprocess, sys

RECORDS = ["protocol_conformances", "type_metadata"]
RETAIN = 0x200000  # SHF_GNU_RETAIN

folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
renames = [f"--rename-section=swift5_{name}=.rodata.swift5_{name},alloc,load,readonly,data" for name in RECORDS]
for index, source in enumerate(sys.argv[2:]):
    target = folder / f"{index}.o"
    subprocess.run(["objcopy", *renames, source, target], check=True)
    data = bytearray(target.read_bytes())
    (table,) = struct.unpack_from("<Q", data, 0x28)
    size, count = struct.unpack_from("<HH", data, 0x3A)
    if count == 0:  # more than fit: the first section's size says
        (count,) = struct.unpack_from("<Q", data, table + 32)
    for section in range(count):
        at = table + section * size + 8
        (flags,) = struct.unpack_from("<Q", data, at)
        struct.pack_into("<Q", data, at, flags & ~RETAIN)
    target.write_bytes(data)
    print(target)
