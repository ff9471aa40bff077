#!/usr/bin/env python3
"""Lets the linker drop what nothing calls. Usage: release_sections.py OUTPUT-FOLDER code|records OBJECT..., prints the new objects' paths.

Swift marks public functions, and its records of types and conformances, as sections to keep; with the records come all generic functions, though programs only
call specialised ones. `code`: copies of the objects whose functions lost the mark. `records`: the two kinds of records that are read by casts alone
lost it too, and their names, for modules that do not cast. (The names of types, swift5_typeref, must stay where they are: the runtime reads them for generic types.)"""
import pathlib, struct, subprocess, sys

RECORDS = ["protocol_conformances", "type_metadata"]
RETAIN = 0x200000  # SHF_GNU_RETAIN

folder, releases_records = pathlib.Path(sys.argv[1]), {"code": False, "records": True}[sys.argv[2]]
folder.mkdir(parents=True, exist_ok=True)
renames = [f"--rename-section=swift5_{name}=.rodata.swift5_{name},alloc,load,readonly,data" for name in RECORDS]
for index, source in enumerate(sys.argv[3:]):
    target = folder / f"{index}.o"
    subprocess.run(["objcopy", *(renames if releases_records else []), source, target], check=True)
    data = bytearray(target.read_bytes())
    (table,) = struct.unpack_from("<Q", data, 0x28)
    size, count, names = struct.unpack_from("<HHH", data, 0x3A)
    if count == 0:  # more than fit: the first section's size says
        (count,) = struct.unpack_from("<Q", data, table + 32)
    if names == 0xFFFF:  # likewise, its link
        (names,) = struct.unpack_from("<I", data, table + 40)
    (texts,) = struct.unpack_from("<Q", data, table + names * size + 24)
    for section in range(count):
        at = table + section * size
        (name,) = struct.unpack_from("<I", data, at)
        (flags,) = struct.unpack_from("<Q", data, at + 8)
        if releases_records or data.startswith(b".text", texts + name):
            struct.pack_into("<Q", data, at + 8, flags & ~RETAIN)
    target.write_bytes(data)
    print(target)
