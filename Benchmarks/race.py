#!/usr/bin/env python3
"""The race: Midge beside plain C, hand-tiled C, libxsmm, PyTorch and JAX on the same workloads, in one interleaved run.

Needs Python 3 and gcc or clang; contestants that are missing are named and left out. See Benchmarks/README.md.
"""
import argparse
import json
import os
import sys
from pathlib import Path

from Race import check, contestants, report
from Race.builds import Unavailable, run

ROOT = Path(__file__).resolve().parents[1]


def stop(status, message):
    print(f"race: {message}", file=sys.stderr)
    sys.exit(status)


def names(known, text):
    chosen = [name for name in text.split(",") if name]
    unknown = [name for name in chosen if name not in known]
    if unknown:
        raise argparse.ArgumentTypeError(f"{unknown[0]} is none of {', '.join(known)}")
    return chosen


def parse():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--workloads", type=lambda t: names(contestants.WORKLOADS, t), default=contestants.WORKLOADS,
                        help=f"some of {','.join(contestants.WORKLOADS)}; P2 is one prediction of W2 (default: all)")
    parser.add_argument("--skip", type=lambda t: names(contestants.MEMBERS, t), default=[],
                        help=f"leave out some of {','.join(contestants.MEMBERS)}")
    parser.add_argument("--rounds", type=int, default=3, help="A B C ... is repeated this often (default 3)")
    parser.add_argument("--seconds", type=float, default=1.0, help="length of each of the 5 repeats (default 1)")
    parser.add_argument("--quick", action="store_true", help="one tenth of a second a repeat")
    parser.add_argument("--core", type=int, default=1, help="every contestant is pinned to it (default 1)")
    parser.add_argument("--midge", type=Path, default=ROOT / ".build/release/midge", help="the tool (default .build/release/midge)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="save every figure")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="save the table as Markdown")
    parser.add_argument("--check", action="store_true", help="do not race: check that the C rivals compute the same losses")
    options = parser.parse_args()
    if options.quick:
        options.seconds = 0.1
    if options.rounds < 1 or not 0 < options.seconds <= 60 or not options.workloads:
        stop(2, "--rounds must be at least 1, --seconds above 0 and at most 60, and --workloads must name one")
    try:
        run([sys.executable, "-c", ""], options.core)
    except Unavailable as reason:
        stop(2, f"cannot pin to core {options.core} of {os.cpu_count()}: {reason}")
    for path in filter(None, (options.json, options.markdown)):
        if not path.absolute().parent.is_dir() or path.is_dir():
            stop(73, f"cannot write {path}")
    return options


def race(options):
    results = {}
    for workload in options.workloads:
        entries = contestants.contestants(workload, options)
        for number in range(options.rounds):
            for entry in entries:
                print(f"\r\033[K{workload} round {number + 1} of {options.rounds}: {entry.name}" if sys.stderr.isatty()
                      else f"{workload} round {number + 1}: {entry.name}",
                      end="" if sys.stderr.isatty() else "\n", file=sys.stderr, flush=True)
                entry.run_round(options.core)
        results[workload] = {entry.name: entry for entry in entries}
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr)
    return results


def main():
    options = parse()
    try:
        contestants.make_data()
    except Unavailable as reason:
        stop(1, f"the rivals' data: make_data.py {reason}")
    if options.check:
        sys.exit(not check.check(options.workloads, options.skip))
    if {"midge", "midge-runtime"} - set(options.skip) and not os.access(options.midge, os.X_OK):
        stop(66, f"no tool at {options.midge}: build it with `swift build -c release`, or give --midge or --skip midge,midge-runtime")
    results = race(options)
    notes = report.notes(results, options)
    print(report.text(results, notes))
    if options.json:
        options.json.write_text(json.dumps(report.record(results, options), indent=1) + "\n")
    if options.markdown:
        options.markdown.write_text(report.markdown(results, notes))
    broken = [entry for entries in results.values() for entry in entries.values() if entry.name == "midge" and entry.failure]
    sys.exit(bool(broken))


try:
    main()
except KeyboardInterrupt:
    stop(130, "stopped")
